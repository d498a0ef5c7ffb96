import { option as O } from 'fp-ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** 24.8 days: a longer JavaScript timer fires after 1 ms instead, which would hammer a source that asked for rest. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Exponential backoff with full jitter: evenly spread between 0 and the ceiling of the attempt, so that many that failed
 * together do not come back together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export const backoffMs = (attempt: number, random: () => number): number =>
  random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));

/** How it goes on after a failure: with a wait, or, without one, not at all; `error` is what there is to report. */
export interface AfterFailure {
  readonly error: unknown;
  readonly waitMs: O.Option<number>;
}

/** Asks the policy. One that throws or answers nonsense must neither end the merge nor retry without a pause. */
export function afterFailure(
  retryDelay: (error: unknown, attempt: number) => number | null,
  error: unknown,
  attempt: number,
): AfterFailure {
  try {
    const wait = retryDelay(error, attempt);
    const usable = wait !== null && wait <= LONGEST_TIMER_MS;
    return { error, waitMs: usable ? O.some(Math.max(0, wait)) : O.none };
  } catch (thrown) {
    return { error: thrown, waitMs: O.none };
  }
}
