import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { isRecord } from '../../operators/internal/isObject.js';
import type { ConfigCode } from '../http/error-codes.js';
import { ConfigError } from '../http/errors.js';
import { headerFault, isHeaderValue } from '../http/header-fault.js';
import { isSecret, secret, type Secret } from '../http/secret.js';
import {
  aName,
  isFunction,
  mistakeIn,
  must as mustBe,
  optional,
  wrongIn,
  type Check,
  type Fits,
} from '../paging/config.js';
import type { Credential } from './credentials.js';
import type { BreakerOptions, ClientOptions, RetryOptions } from './options.js';
import { isText } from '../../operators/internal/isText.js';

/** Headers as the options give them: a value that is a {@link Secret} is shown nowhere. */
export type HeaderOptions = Readonly<Record<string, string | Secret<string>>>;

/** Refuses an option of a client: nothing was sent, and nothing will be. */
export const refuseOption = (
  code: ConfigCode,
  provider: string | undefined,
  message: string,
  advice: string,
): never => {
  throw new ConfigError({ code, message, advice, context: { provider } });
};

/** Returns the address that an option holds. A malformed one is not quoted: it may be a credential that was given in the wrong place. */
export const addressOf = (provider: string, option: string, text: unknown): URL => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  // Neither a login nor a query or fragment: the mark of one alone swallows the path that follows it.
  if (url !== undefined && /^https?:\/\/[^/@]+\/[^?#]*$/.test(url.href)) return url;
  return refuseOption(
    'config-base-url',
    provider,
    `${option} must be an absolute address, http or https, that contains neither credentials nor a query`,
    'Give an address such as https://api.example.com/v1.',
  );
};

/** A value is not quoted, unless it is a number: it may be a credential that was given in the wrong place. */
const kindOf = (value: unknown): string => (typeof value === 'number' ? String(value) : typeof value);

const must = (what: string, fits: Fits): Check => optional(mustBe(what, fits, kindOf));

/** The check of a function. */
export const aFunction = must('a function', isFunction);

/** The check of a member that is looked at where it is used. */
const anything: Check = () => undefined;

/** The check of what makes up a header, or an address. */
export const aTextOption: Check = must('a text', isText);

/** The check of a credential. One that is not there is an error of the first list that needs it. */
export const aCredential: Check = must(
  'a text, a Secret or a function',
  (value) => value === null || isText(value) || isFunction(value) || isSecret(value),
);

/** The check of an object that is known by its methods; `other` is taken, too. */
export const withMethods = (what: string, methods: readonly string[] = [], other?: unknown): Check =>
  must(
    what,
    (value) => value === other || (isRecord(value) && methods.every((name) => isFunction(value[name]))),
  );

/** A size or a time. A timer with a longer delay than the most, Infinity included, fires at once. */
const above0 = (most = Infinity): Check =>
  must(
    most === Infinity ? 'above 0' : `above 0 and at most ${most}`,
    (value) => typeof value === 'number' && value > 0 && value <= most,
  );

const settings = withMethods('an object or false', [], false);
const aTime = above0(MAX_TIMER_MS);

/** Every option of a client, and what it must be, also for those who write plain JavaScript. */
const OPTIONS: Readonly<Record<keyof ClientOptions, Check>> = {
  baseUrl: anything,
  transport: aFunction,
  fetch: aFunction,
  limiter: withMethods('a limiter or false', ['admit', 'hold'], false),
  retry: settings,
  breaker: settings,
  maxRetryAfterMs: aTime,
  timeoutMs: aTime,
  stallMs: aTime,
  maxResponseBytes: above0(),
  maxDepth: above0(),
  allowOrigins: must('an array of addresses', Array.isArray),
  scheduler: withMethods('a scheduler of RxJS', ['now', 'schedule']),
  headers: withMethods('an object'),
  userAgent: aTextOption,
};

/** The members of a provider that are called, and its name. */
const PROVIDER = {
  name: aName,
  pathPrefix: aFunction,
  auth: aFunction,
  headers: aFunction,
  readFault: aFunction,
  refusal: aFunction,
};

/** Refuses what is no provider. One may be of a class, and hold more than what is read of it. */
export const checkProvider = (provider: unknown): void => {
  const mistake = isRecord(provider)
    ? wrongIn(provider, PROVIDER, 'provider.')
    : 'the provider must be an object';
  if (mistake !== undefined)
    refuseOption('config-definition', undefined, mistake, 'Fix the definition of the provider.');
};

/** What the operators do not look at themselves. */
const RETRY: Readonly<Record<keyof RetryOptions, Check>> = {
  maxAttempts: anything,
  baseMs: anything,
  maxDelayMs: anything,
  budget: withMethods('a retryBudget', ['tryTake', 'giveBack']),
  random: aFunction,
};
const BREAKER: Readonly<Record<keyof BreakerOptions, Check>> = {
  failureThreshold: anything,
  openMs: anything,
};

/** Refuses what is of a wrong kind, or not known. */
export const checkMembers = (
  provider: string,
  what: string,
  given: unknown,
  checks: Readonly<Record<string, Check>>,
): void => {
  const refuse = (message: string, advice: string): never =>
    refuseOption('config-option-invalid', provider, message, advice);
  // It is not quoted: a credential in the place of the options is a mistake that is made.
  if (!isRecord(given)) return refuse('the options must be an object', 'Give them by their names.');
  const mistake = mistakeIn(given, checks, what);
  if (mistake !== undefined) refuse(mistake, 'Leave it out for its default.');
};

/** Refuses options that are of a wrong kind, or not known; `own` are the checks of what a provider takes beside them. */
export const checkClientOptions = (
  provider: string,
  options: ClientOptions,
  own: Readonly<Record<string, Check>> = {},
): void => {
  checkMembers(provider, 'option ', options, { ...own, ...OPTIONS });
  const { retry, breaker } = options;
  if (isRecord(retry)) checkMembers(provider, 'option retry.', retry, RETRY);
  if (isRecord(breaker)) checkMembers(provider, 'option breaker.', breaker, BREAKER);
};

const UNFIT = 'contains characters that a header cannot contain';
const LOOK = 'Look for a line break or a stray character at its ends.';

/** Refuses options that go out as headers and cannot; their values are not quoted. */
export const checkHeaderOptions = (provider: string, options: Readonly<Record<string, unknown>>): void => {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (typeof value === 'string' && isHeaderValue(value))) continue;
    refuseOption('config-header', provider, `${name} ${UNFIT}`, LOOK);
  }
};

/** Refuses credentials that no header can hold, where they are given as a value: a function is called for each request. */
export const checkCredentials = (
  provider: string,
  credentials: Readonly<Record<string, Credential | undefined>>,
): void => {
  for (const [name, credential] of Object.entries(credentials)) {
    if (credential === undefined || typeof credential === 'function') continue;
    const value: unknown = secret(credential).reveal();
    if (typeof value === 'string' && !isHeaderValue(value))
      refuseOption('config-credential-malformed', provider, `${name} ${UNFIT}`, LOOK);
  }
};

/** Names of headers that carry a credential at one service or another. */
const CREDENTIAL_HEADER = /auth|cookie|key|token|secret|password|signature/;

/** Two spellings of one name would both be sent. Nearly all names are lower case, and their headers stay what they are. */
export const lowerCased = (headers: HeaderOptions): HeaderOptions =>
  Object.keys(headers).every((name) => name === name.toLowerCase())
    ? headers
    : Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * Returns the headers of the options in lower case; a name or a value that cannot go out is refused. Headers of a name that promises a
 * credential are kept as secrets, whatever they were given as.
 */
export const headersOf = (provider: string, headers: HeaderOptions): HeaderOptions => {
  const fault = headerFault(headers);
  if (fault !== undefined) refuseOption('config-header', provider, `headers: ${fault}`, LOOK);
  return Object.fromEntries(
    Object.entries(lowerCased(headers)).map(([name, value]) => [
      name,
      CREDENTIAL_HEADER.test(name) ? secret(value) : value,
    ]),
  );
};
