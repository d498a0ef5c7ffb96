import type { FeedFault } from '../feed.js';

/** What may stand on an error of this package or another, whatever its class. */
interface ErrorLike {
  readonly _tag?: unknown;
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly waitMs?: unknown;
  readonly retryInMs?: unknown;
  readonly retryAfterMs?: unknown;
  readonly cause?: unknown;
}

const LONGEST_MESSAGE = 300;

const isObject = (value: unknown): value is ErrorLike => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/** What follows a question mark, a login in an address, and long runs of letters and digits can be credentials. */
const masked = (text: string): string =>
  text
    .replace(/\/\/[^\s/@]+@/g, '//***@')
    .replace(/\?[^\s'")]+/g, '?***')
    .replace(/\b(bearer|basic|token|key)\s+\S+/gi, '$1 ***')
    .replace(/[\w-]{24,}/g, '***');

const clipped = (text: string): string =>
  text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 1)}…`;

const messageOf = (error: unknown): string => {
  const text = isObject(error) ? textOf(error.message) : textOf(error);
  const [line = ''] = (text ?? '').split('\n', 1);
  if (line === '') return 'The reading failed without a message.';
  // Errors of this family mask what they tell by themselves; what others tell is not known.
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

const stateOf = (status: number | undefined, tag: string): FeedFault['state'] => {
  if (status === 401) return 'auth';
  if (tag === 'RateLimitError' || status === 429) return 'rate_limited';
  return status === 403 ? 'forbidden' : 'down';
};

/**
 * Returns what a failed reading shows and asks for, by the fields that errors carry: `status` (401, 403, 429), a wait
 * (`waitMs`, `retryAfterMs`, also of a cause), `code` and the name. Messages of errors of other packages are clipped, and
 * what could be a credential in them is masked.
 */
export const faultOf = (error: unknown): FeedFault => {
  const like: ErrorLike = isObject(error) ? error : {};
  const name = textOf(like._tag) ?? textOf(like.name) ?? 'Error';
  const status = numberOf(like.status);
  const code = textOf(like.code);
  const retryAfterMs = waitOf(error);
  return {
    state: stateOf(status, name),
    error: {
      class: name,
      message: messageOf(error),
      ...(code === undefined ? {} : { code }),
      ...(status === undefined ? {} : { status }),
    },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
};
