/** The longest delay that a timer takes: above 2^31 - 1 ms, 24.8 days, `setTimeout` fires at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/** Ceilings of a backoff, in milliseconds: of the first, and of all. */
interface BackoffLimits {
  readonly baseMs: number;
  readonly maxDelayMs: number;
}

/** The numbers of a retry policy. */
interface RetryLimits extends BackoffLimits {
  readonly maxAttempts: number;
  readonly maxWaitMs: number;
}

/** What is known about an attempt that failed. */
export interface FailedAttempt {
  readonly error: unknown;
  /** Counted from 1. */
  readonly attempt: number;
  readonly retryable: boolean;
  readonly serverWaitMs: number | undefined;
  /** A random number from 0 up to 1. */
  readonly draw: number;
}

export type RetryDecision =
  | { readonly action: 'retry'; readonly delayMs: number; readonly reason: 'backoff' | 'server' }
  | { readonly action: 'giveUp' }
  | { readonly action: 'refuseWait'; readonly waitMs: number };

/**
 * Full jitter: anything from nothing to the ceiling, which doubles with each attempt, so that many that failed together
 * do not come back together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function backoffMs(attempt: number, draw: number, { baseMs, maxDelayMs }: BackoffLimits): number {
  // 2 ** 1024 is Infinity, and Infinity times a base of 0 is no number.
  const ceiling = Math.min(maxDelayMs, baseMs * 2 ** Math.min(attempt - 1, 1000));
  return Math.round(ceiling * (draw >= 0 ? Math.min(draw, 1) : 0));
}

/** Whether, and after how long, a failed attempt is made again. */
export function decideRetry(failed: FailedAttempt, limits: RetryLimits): RetryDecision {
  const { attempt, retryable, serverWaitMs: waitMs = NaN, draw } = failed;
  if (attempt >= limits.maxAttempts || !retryable) return { action: 'giveUp' };
  if (waitMs > limits.maxWaitMs) return { action: 'refuseWait', waitMs };
  if (Number.isNaN(waitMs)) {
    return { action: 'retry', delayMs: backoffMs(attempt, draw, limits), reason: 'backoff' };
  }
  // Timers drop fractions, which would shorten the wait.
  return { action: 'retry', delayMs: Math.ceil(Math.max(0, waitMs)), reason: 'server' };
}

/** The wait that a user's function returned, as a timer takes it; `undefined` where it is no wait. */
export const timerMs = (answer: number | null): number | undefined =>
  answer !== null && answer <= MAX_TIMER_MS ? Math.max(0, answer) : undefined;
