import { MAX_TIMER_MS } from './backoff.js';
import { isObject } from './isObject.js';

/** Errors are wrapped in errors, and some in themselves. */
const MOST_CAUSES = 8;

const waitIn = (error: object): number | undefined => {
  const { retryInMs, waitMs } = error as { readonly retryInMs?: unknown; readonly waitMs?: unknown };
  // No wait at all is no reason to ask again at once.
  return [retryInMs, waitMs].find((wait): wait is number => typeof wait === 'number' && wait > 0);
};

/**
 * Returns the wait that an error knows, in milliseconds: the `retryInMs` of an open circuit, the `waitMs` of a wait that was
 * too long or of any other error that carries one, its own or that of what caused it; `undefined` where it knows none.
 */
export const knownWait = (error: unknown): number | undefined => {
  let inner = error;
  for (let depth = 0; depth < MOST_CAUSES && isObject(inner); depth += 1) {
    const wait = waitIn(inner);
    if (wait !== undefined) return Math.min(wait, MAX_TIMER_MS);
    inner = (inner as { readonly cause?: unknown }).cause;
  }
  return undefined;
};
