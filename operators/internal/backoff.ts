/** The longest delay that a timer takes: above 2^31 - 1 ms `setTimeout` fires at once. */
export const MAX_TIMER_MS = 2_147_483_647;

/** The numbers of a retry policy. */
export interface RetryLimits {
  readonly maxAttempts: number;
  readonly baseMs: number;
  readonly maxDelayMs: number;
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

/** Full jitter: anything from nothing to the ceiling, which doubles with each attempt. */
export function backoffMs(attempt: number, draw: number, limits: RetryLimits): number {
  // 2 ** 1024 is Infinity, and Infinity times a base of 0 is no number.
  const ceiling = Math.min(limits.maxDelayMs, limits.baseMs * 2 ** Math.min(attempt - 1, 1000));
  const share = draw >= 0 ? Math.min(draw, 1) : 0;
  return Math.round(ceiling * share);
}

/** Whether, and after how long, a failed attempt is made again. */
export function decideRetry(failed: FailedAttempt, limits: RetryLimits): RetryDecision {
  const { attempt, retryable, serverWaitMs, draw } = failed;
  if (attempt >= limits.maxAttempts || !retryable) {
    return { action: 'giveUp' };
  }
  if (serverWaitMs === undefined || Number.isNaN(serverWaitMs)) {
    return { action: 'retry', delayMs: backoffMs(attempt, draw, limits), reason: 'backoff' };
  }
  if (serverWaitMs > limits.maxWaitMs) {
    return { action: 'refuseWait', waitMs: serverWaitMs };
  }
  // Timers drop fractions, which would shorten the wait.
  return { action: 'retry', delayMs: Math.ceil(Math.max(0, serverWaitMs)), reason: 'server' };
}
