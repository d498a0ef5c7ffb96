import { asyncScheduler, Observable } from 'rxjs';
import type { MonoTypeOperatorFunction, SchedulerLike, Subscriber, Subscription } from 'rxjs';
import { WaitTooLongError } from './errors.js';
import { decideRetry, MAX_TIMER_MS } from './internal/backoff.js';
import { checkCount, checkUpTo } from './internal/check.js';
import { listen } from './internal/listen.js';
import type { RetryBudget, RetryKind } from './retryBudget.js';

/** What is about to happen after a failed attempt. */
export interface RetryInfo {
  /** The error of the attempt that failed. */
  readonly error: unknown;
  /** Which attempt failed, counted from 1. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly delayMs: number;
  /** Who set the wait: the policy's own backoff, or the server. */
  readonly reason: 'backoff' | 'server';
}

/** When, and how often, a failed attempt is made again. */
export interface RetryPolicy {
  /** Attempts in all, the first included. Default 5; 1 never retries. */
  readonly maxAttempts?: number | undefined;
  /** Ceiling of the first backoff in milliseconds; it doubles with each attempt. Default 500. */
  readonly baseMs?: number | undefined;
  /** Ceiling of every backoff in milliseconds. Default 30,000. It does not bound the server's own wait. */
  readonly maxDelayMs?: number | undefined;
  /** Whether an error is worth another attempt; `attempt` (from 1) is the one that failed. Default: every error is. */
  readonly isRetryable?: ((error: unknown, attempt: number) => boolean) | undefined;
  /** The wait in milliseconds that the server asked for, if it did. It takes the place of the backoff. Default: no error carries one. */
  readonly waitOf?: ((error: unknown) => number | undefined) | undefined;
  /** The longest wait of a server that is accepted, in milliseconds. Default 60,000. */
  readonly maxWaitMs?: number | undefined;
  /** Source of the jitter: a number from 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Where the waits run. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Pays for retries. Default: none, and every retry is free. */
  readonly budget?: RetryBudget | undefined;
  /** Whether an error counts as a timeout, which costs the budget more. Default: its `name` is `TimeoutError`. */
  readonly isTimeout?: ((error: unknown) => boolean) | undefined;
  /** Called for each retry, before its wait begins. Default: nothing is called. */
  readonly onRetry?: ((info: RetryInfo) => void) | undefined;
}

/**
 * Returns an operator that subscribes to the source again after an error, up to `maxAttempts` times in all, with an
 * exponential backoff and full jitter in between.
 *
 * Unlike RxJS `retry` it takes the server's own wait where there is one, never shortens it, and never gives up by
 * completing: the last error reaches the consumer unchanged. Put it around one request or one page. Around a whole
 * walk it would start again at the first page.
 *
 * - A server's wait (`waitOf`) is waited out in full, 0 included; a negative one counts as 0, `NaN` as none.
 * - Values that an attempt sent before it failed are not taken back.
 * - A success is a completion, or an unsubscribe after the attempt's first value; it pays tokens back to the budget.
 * - Empty and synchronous sources pass through unchanged. Unsubscribing ends the wait and leaves no timer.
 * - Each subscription counts its own attempts; only the budget is shared.
 *
 * Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param policy - all optional, see {@link RetryPolicy} for units and defaults
 * @throws RangeError at the call, when a number of the policy is out of its range
 *
 * Errors: the last error of the source, unchanged, when attempts or budget are used up or the error is not retryable;
 * {@link WaitTooLongError} at once for a server's wait above `maxWaitMs`; what a function of the policy throws.
 *
 * @example
 * let attempt = 0;
 * const onRetry = ({ delayMs }: RetryInfo) => console.log(delayMs);
 * defer(() => (++attempt < 3 ? throwError(() => new Error('busy')) : of('page')))
 *   .pipe(retryWithBackoff({ baseMs: 100, random: () => 0.5, onRetry }))
 *   .subscribe((page) => console.log(page));
 * // 50
 * // 100
 * // page
 */
export function retryWithBackoff<A>(policy: RetryPolicy = {}): MonoTypeOperatorFunction<A> {
  const plan = planRetries(policy);
  return (source) =>
    new Observable((subscriber) => {
      attempts(source, subscriber, plan, policy);
    });
}

/** The attempts of one subscription. */
function attempts<A>(
  source: Observable<A>,
  subscriber: Subscriber<A>,
  plan: Plan,
  { budget, isTimeout = isNamedTimeout, scheduler = asyncScheduler }: RetryPolicy,
): void {
  let attempt = 0;
  /** Whether this attempt has sent a value and has not ended: leaving it is a success. */
  let answered = false;
  let paid: RetryKind | undefined;
  let wait: Subscription | undefined;

  const pay = (error: unknown): boolean => {
    if (budget === undefined) return true;
    paid = isTimeout(error) ? 'timeout' : 'error';
    return budget.tryTake(paid);
  };
  const next = (value: A): void => {
    answered = true;
    subscriber.next(value);
  };
  const error = (failure: unknown): void => {
    answered = false;
    let delayMs: number;
    try {
      delayMs = plan(failure, attempt, () => pay(failure));
    } catch (thrown) {
      subscriber.error(thrown);
      return;
    }
    // The observer of the retry may have made the consumer leave.
    if (!subscriber.closed) wait = scheduler.schedule(start, delayMs);
  };
  const complete = (): void => {
    answered = false;
    budget?.giveBack(paid);
    subscriber.complete();
  };
  const start = (): void => {
    attempt += 1;
    listen(source, subscriber, { next, error, complete });
  };

  subscriber.add(() => {
    wait?.unsubscribe();
    if (answered) budget?.giveBack(paid);
  });
  start();
}

/** Returns the milliseconds before the next attempt; throws what the stream is to end with instead. */
type Plan = (error: unknown, attempt: number, pay: () => boolean) => number;

function planRetries(policy: RetryPolicy): Plan {
  const { maxAttempts = 5, baseMs = 500, maxDelayMs = 30_000, maxWaitMs = 60_000 } = policy;
  const durations = { baseMs, maxDelayMs, maxWaitMs };
  const { isRetryable = () => true, waitOf = () => undefined, onRetry } = policy;
  const { random = Math.random } = policy;
  checkCount('retryWithBackoff', 'maxAttempts', maxAttempts);
  for (const [name, ms] of Object.entries(durations)) {
    checkUpTo('retryWithBackoff', name, ms, MAX_TIMER_MS);
  }
  const limits = { maxAttempts, ...durations };
  return (error, attempt, pay) => {
    const retryable = isRetryable(error, attempt);
    const failed = { error, attempt, retryable, serverWaitMs: waitOf(error), draw: random() };
    const decision = decideRetry(failed, limits);
    if (decision.action === 'refuseWait') throw new WaitTooLongError(decision.waitMs, maxWaitMs, error);
    if (decision.action === 'giveUp' || !pay()) throw error;
    const { delayMs, reason } = decision;
    onRetry?.({ error, attempt, delayMs, reason });
    return delayMs;
  };
}

function isNamedTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
