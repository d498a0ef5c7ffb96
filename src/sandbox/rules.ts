import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { PROVIDERS } from '../providers/names.js';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isBody } from './http.js';
import { textOf } from './spoil.js';
import type { FaultKind, FaultRule, RateLimitForm } from './types.js';
import { isText } from '../../operators/internal/isText.js';

/** What one member of a rule may be. */
interface Check {
  /** Completes the sentence "… must be …". */
  readonly expects: string;
  readonly fits: (value: unknown) => boolean;
  readonly optional?: true;
}

type Checks = Readonly<Record<string, Check>>;

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

const text: Check = { expects: 'a text', fits: isText };

const finite: Check = { expects: 'a finite number', fits: Number.isFinite };

const whole = (least: number, most = Number.MAX_SAFE_INTEGER): Check => ({
  expects:
    most === Number.MAX_SAFE_INTEGER
      ? `a whole number, ${String(least)} or more`
      : `a whole number from ${String(least)} to ${String(most)}`,
  fits: (value) => isWhole(value) && value >= least && value <= most,
});

const between = (least: number, most: number): Check => ({
  expects: `a number from ${String(least)} to ${String(most)}`,
  fits: (value) => typeof value === 'number' && value >= least && value <= most,
});

const oneOf = (...choices: readonly string[]): Check => ({
  expects: `one of ${choices.join(', ')}`,
  fits: (value) => isText(value) && choices.includes(value),
});

const optional = (check: Check): Check => ({ ...check, optional: true });

const recordOf = (check: Check, expects: string): Check => ({
  expects,
  fits: (value) => isBody(value) && Object.values(value).every(check.fits),
});

const passes = (validate: () => void): boolean => {
  try {
    validate();
    return true;
  } catch {
    return false;
  }
};

const headerValue: Check = {
  expects: 'a text that can be sent in a header',
  fits: (value) =>
    isText(value) &&
    passes(() => {
      validateHeaderValue('location', value);
    }),
};

const headers: Check = {
  expects: 'an object of header names and texts that can be sent in a header',
  fits: (value) =>
    isBody(value) &&
    Object.entries(value).every(
      ([name, each]) =>
        passes(() => {
          validateHeaderName(name);
        }) && headerValue.fits(each),
    ),
};

const json: Check = {
  expects: 'a value that can be written as JSON',
  fits: (value) => passes(() => Buffer.from(textOf({ status: 200, headers: {}, body: value }))),
};

const FORMS: Readonly<Record<RateLimitForm, true>> = {
  'retry-after-seconds': true,
  'retry-after-fraction': true,
  'retry-after-date': true,
  'retry-after-ms': true,
  'reset-seconds': true,
  'reset-epoch': true,
  'reset-epoch-ms': true,
  'reset-duration': true,
  'reset-iso': true,
  body: true,
  none: true,
};

const TYPES = ['string', 'number', 'boolean', 'null', 'array', 'object'];

/** Beyond three hundred years no form of a wait is a date that other programs read. */
const MAX_WAIT_SECONDS = 1e10;

/** The members of each fault beside its kind. */
const FAULTS: Readonly<Record<FaultKind, Checks>> = {
  latency: { ms: between(0, MAX_TIMER_MS) },
  'rate-limit': {
    form: oneOf(...Object.keys(FORMS)),
    seconds: between(-MAX_WAIT_SECONDS, MAX_WAIT_SECONDS),
  },
  // A status below 200 does not end a reply: the client would wait for the one that does.
  status: { status: whole(200, 999), body: optional(json), headers: optional(headers) },
  reset: { afterBytes: optional(whole(0)) },
  'truncated-json': {},
  'invalid-json': {},
  html: {},
  'empty-body': {},
  stall: { afterBytes: whole(0) },
  redirect: { to: headerValue },
  'repeat-cursor': {},
  'repeat-page': {},
  'has-more-without-cursor': {},
  'foreign-next': { origin: text },
  'empty-page-with-cursor': {},
  drift: {
    rename: optional(recordOf(text, 'an object from path to new name')),
    drop: optional({
      expects: 'an array of paths',
      fits: (value) => Array.isArray(value) && value.every(isText),
    }),
    add: optional({
      expects: 'an object from path to a value that can be written as JSON',
      fits: (value) => isBody(value) && json.fits(value),
    }),
    retype: optional(recordOf(oneOf(...TYPES), `an object from path to one of ${TYPES.join(', ')}`)),
  },
  insert: {},
  remove: {},
  'success-false': {},
  'lying-count': { count: finite },
  'no-next': { form: oneOf('absent', 'string-null') },
};

const RULE: Checks = {
  provider: optional(oneOf(...PROVIDERS)),
  path: optional({
    expects: 'a text or a regular expression',
    fits: (value) => isText(value) || value instanceof RegExp,
  }),
  method: optional(text),
  skip: optional(whole(0)),
  times: optional({
    expects: 'a whole number, 0 or more, or Infinity',
    fits: (value) => value === Number.POSITIVE_INFINITY || whole(0).fits(value),
  }),
};

const SHOWN = 60;

/** Returns how a value is named in an error, short whatever it is. */
export const shown = (value: unknown): string => {
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined) return String(value);
  if (isText(value)) return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
  if (value === null || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
};

const memberFault = (
  value: Readonly<Record<string, unknown>>,
  checks: Checks,
  place: string,
): string | undefined => {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(checks, name));
  if (unknown !== undefined) {
    const known = Object.keys(checks).join(', ');
    return `${place}${shown(unknown)} is not known here. Known: ${known}.`;
  }
  const wrong = Object.entries(checks).find(([name, check]) => {
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    return !(member === undefined && check.optional === true) && !check.fits(member);
  });
  if (wrong === undefined) return undefined;
  const [name, { expects }] = wrong;
  return `${place}${name} must be ${expects}, got ${shown(value[name])}`;
};

const kindFault = (fault: unknown): string | undefined => {
  if (!isBody(fault)) return `fault must be an object with a kind, got ${shown(fault)}`;
  const { kind, ...members } = fault;
  if (!isText(kind) || !Object.hasOwn(FAULTS, kind)) {
    return `fault.kind must be one of ${Object.keys(FAULTS).join(', ')}, got ${shown(kind)}`;
  }
  return memberFault(members, FAULTS[kind as FaultKind], 'fault.');
};

/** Returns what is wrong with a rule, in one sentence; undefined where the sandbox can apply it. */
export const ruleFault = (rule: unknown): string | undefined => {
  if (!isBody(rule)) return `a rule must be an object with a fault, got ${shown(rule)}`;
  const { fault, ...members } = rule;
  return memberFault(members, RULE, '') ?? kindFault(fault);
};

/** Returns a rule that the sandbox can apply; throws a RangeError that names the member for any other. */
export const checkedRule = (rule: unknown): FaultRule => {
  const wrong = ruleFault(rule);
  if (wrong !== undefined) throw new RangeError(`the fault rule is refused: ${wrong}`);
  return rule as FaultRule;
};
