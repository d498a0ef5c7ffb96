import type { ConfigCode } from '../http/error-codes.js';
import { ConfigError } from '../http/errors.js';
import { headerFault, isHeaderValue } from '../http/header-fault.js';
import { secret, type Secret } from '../http/secret.js';
import type { Credential } from './credentials.js';

/** Headers as the options give them: a value that is a {@link Secret} is shown nowhere. */
export type HeaderOptions = Readonly<Record<string, string | Secret<string>>>;

/** Refuses an option of a client: nothing was sent, and nothing will be. */
export const refuseOption = (code: ConfigCode, provider: string, message: string, advice: string): never => {
  throw new ConfigError({ code, message, advice, context: { provider } });
};

/** Returns the address that an option holds. What is none is not quoted: it may be a credential that was given in the wrong place. */
export const addressOf = (provider: string, option: string, text: unknown): URL => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  if (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password + url.search + url.hash === ''
  ) {
    return url;
  }
  return refuseOption(
    'config-base-url',
    provider,
    `${option} must be an absolute address, http or https, that contains neither credentials nor a query`,
    'Give an address such as https://api.example.com/v1.',
  );
};

const shownNumber = (value: unknown): string => (typeof value === 'number' ? String(value) : typeof value);

/** Refuses a size or a time that is not above 0, or beyond the most. */
export const checkNumbers = (
  provider: string,
  most: number,
  numbers: Readonly<Record<string, unknown>>,
): void => {
  for (const [name, value] of Object.entries(numbers)) {
    if (typeof value === 'number' && value > 0 && value <= most) continue;
    const range = most === Infinity ? 'above 0' : `above 0 and at most ${String(most)}`;
    const advice = `Leave ${name} out for its default.`;
    refuseOption(
      'config-option-invalid',
      provider,
      `${name} must be ${range}, got ${shownNumber(value)}`,
      advice,
    );
  }
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

/** Refuses credentials that are there already and cannot stand in a header: a function is asked for each request. */
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

/** Headers of a name that promises a credential are kept as secrets, whatever they were given as. */
const wrapped = (name: string, value: string | Secret<string>): string | Secret<string> =>
  CREDENTIAL_HEADER.test(name) ? secret(value) : value;

/** Returns the headers of the options in lower case; a name or a value that cannot go out is refused. */
export const headersOf = (provider: string, headers: HeaderOptions): HeaderOptions => {
  const fault = headerFault(headers);
  if (fault !== undefined) refuseOption('config-header', provider, `headers: ${fault}`, LOOK);
  const checked: Record<string, string | Secret<string>> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    checked[lower] = wrapped(lower, value);
  }
  return checked;
};
