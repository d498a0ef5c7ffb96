import type { FeedFault } from '../feed.js';
import { isObject } from '../../../operators/internal/isObject.js';
import { MOST_READ } from '../../../operators/internal/mostRead.js';

/** Members that an error of this package or another may have, whatever its class. */
interface ErrorLike {
  readonly _tag?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly waitMs?: unknown;
  readonly retryInMs?: unknown;
  readonly retryAfterMs?: unknown;
  readonly vendor?: unknown;
  readonly cause?: unknown;
}

/** What a vendor itself said. */
interface VendorLike {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly missingScopes?: unknown;
}

const LONGEST_MESSAGE = 300;

/** Characters from which on a run of letters and digits may be a credential. */
const LONG_WORD = 24;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/** What follows a question mark, a login in an address, and long runs of letters and digits can be credentials. */
const masked = (text: string): string =>
  text
    .slice(0, MOST_READ)
    .replace(/\/\/[^\s/@]+@/g, '//***@')
    .replace(/\?[^\s'")]+/g, '?***')
    .replace(/\b(bearer|basic|token|key)\s+\S+/gi, '$1 ***')
    .replace(/[\w-]+/g, (word) => (word.length >= LONG_WORD ? '***' : word));

const clipped = (text: string): string =>
  text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 1)}…`;

const messageOf = (error: unknown): string => {
  const text = isObject(error) ? textOf(error.message) : textOf(error);
  const [line = ''] = (text ?? '').split('\n', 1);
  if (line === '') return 'The reading failed without a message.';
  // Errors of this family mask their own messages; those of others may hold anything.
  return clipped(isObject(error) && typeof error._tag === 'string' ? line : masked(line));
};

/** The wait that a server, or an open circuit below the error, asks for. */
const waitOf = (error: unknown): number | undefined => {
  for (let at = error, depth = 0; isObject(at) && depth < 5; at = at.cause, depth += 1) {
    const ms = numberOf(at.waitMs) ?? numberOf(at.retryInMs) ?? numberOf(at.retryAfterMs);
    if (ms !== undefined) return ms;
  }
  return undefined;
};

const vendorOf = (error: ErrorLike): VendorLike => (isObject(error.vendor) ? error.vendor : {});

const missingScopeOf = (error: ErrorLike): string | undefined => {
  const { missingScopes } = vendorOf(error);
  return Array.isArray(missingScopes) && missingScopes.length > 0 ? missingScopes.join(', ') : undefined;
};

const tagOf = (error: ErrorLike): string => textOf(error._tag) ?? textOf(error.name) ?? 'Error';

const CIRCUIT_OPEN = 'network-circuit-open';

const isOfOperator = (error: ErrorLike): boolean => error._tag === 'CircuitOpenError';

/** Whether a circuit was open: a list says so by its code, the operator alone by its tag, also as a cause. */
const isCircuitOpen = (error: ErrorLike): boolean =>
  error.code === CIRCUIT_OPEN || isOfOperator(error) || (isObject(error.cause) && isOfOperator(error.cause));

/** A code that stays the same: the error's own, or what the vendor gave. */
const codeOf = (error: ErrorLike): string | undefined =>
  isCircuitOpen(error) ? CIRCUIT_OPEN : (textOf(error.code) ?? textOf(vendorOf(error).code));

const stateOf = (status: number | undefined, tag: string, missingScope?: string): FeedFault['state'] => {
  if (missingScope !== undefined) return 'forbidden';
  // Nothing was sent: a credential that the list needs was not given.
  if (status === 401 || tag === 'ConfigError') return 'auth';
  // 402: what the account may ask for in a day is used up.
  if (tag === 'RateLimitError' || status === 429 || status === 402) return 'rate_limited';
  return status === 403 ? 'forbidden' : 'down';
};

/**
 * Returns what a failed reading shows and asks for, by the fields that errors carry: `status` (401, 403, 429), a wait
 * (`waitMs`, `retryAfterMs`, also of a cause), `code`, what the vendor said, and the name. Messages of errors of other packages
 * are clipped, and what could be a credential in them is masked.
 *
 * @param error anything that a reading failed with
 *
 * @example
 * org.projects.apiKeys.list({ project_id: 'proj_9' }).subscribe({ error: (error) => console.log(faultOf(error).state) });
 * // down
 */
export const faultOf = (error: unknown): FeedFault => {
  const like: ErrorLike = isObject(error) ? error : {};
  const name = tagOf(like);
  const status = numberOf(like.status);
  const code = codeOf(like);
  const missingScope = missingScopeOf(like);
  const retryAfterMs = waitOf(error);
  return {
    state: stateOf(status, name, missingScope),
    error: {
      class: name,
      message: messageOf(error),
      ...(code === undefined ? {} : { code }),
      ...(status === undefined ? {} : { status }),
      ...(missingScope === undefined ? {} : { missingScope }),
    },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
};

/**
 * Returns whether an error is not one list's own: the credential is refused, a wait is asked for, the circuit is open.
 *
 * @internal
 */
export const concernsAll = (error: unknown): boolean => {
  if (!isObject(error)) return false;
  const state = stateOf(numberOf(error.status), tagOf(error));
  return state === 'auth' || state === 'rate_limited' || isCircuitOpen(error);
};

/** Returns whether a reply was too large: for this client, or for the server. */
export const isTooLarge = (error: unknown): boolean =>
  isObject(error) &&
  (error.status === 413 || error.code === 'http-page-too-large' || error.code === 'decode-too-large');
