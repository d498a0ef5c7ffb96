import { defer, finalize, mergeMap } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { checkCount } from './internal/check.js';

/** Leave to run one request. Whoever holds it gives it back when the request is over. */
export interface Lease {
  /** Gives the place back; further calls do nothing. */
  release(): void;
}

/** One window of a limiter, as it stood when the state was read. */
export interface WindowState {
  /** The most weight that may take place in the window. */
  readonly limit: number;
  /** Length of the window in milliseconds. */
  readonly perMs: number;
  /** Weight that takes place in it: all that runs, and what ended within the last `perMs + 1` ms. */
  readonly used: number;
}

/** What a limiter is doing. Plain data, safe to show and to send. */
export interface LimiterState {
  /** Requests that wait. */
  readonly queued: number;
  /** Leases given out and not yet released. */
  readonly running: number;
  /** Time (of the limiter's scheduler, in milliseconds) before which nothing starts; absent when not held. */
  readonly heldUntil: number | undefined;
  /**
   * Time, on the same clock, at which the first of those who wait may start; absent where nobody waits, and where another
   * request has to end first.
   */
  readonly nextAt?: number | undefined;
  /** The windows, in the order in which they were configured. */
  readonly windows: readonly WindowState[];
  /** The most leases out at one time; `Infinity` when there is no cap. */
  readonly concurrency: number;
}

/** Decides when a request may start. One limiter stands for one quota and is shared by all that draw on it. */
export interface Limiter {
  /**
   * A cold Observable that queues when subscribed to, emits one lease as soon as the request may start, and completes.
   * Unsubscribing before that leaves the queue. `weight` is 1 unless said.
   */
  admit(weight?: number): Observable<Lease>;
  /** Nothing starts for `ms` milliseconds from now; what runs already goes on. It lengthens a hold, never shortens it. */
  hold(ms: number): void;
  /** The state now, then each change of it. Never completes. */
  readonly state$: Observable<LimiterState>;
}

/**
 * Returns an operator that subscribes to the source when a limiter admits it, and gives the limiter's place back at
 * completion, error or unsubscribe.
 *
 * Unlike RxJS `throttle`, `debounce` or `audit` it drops nothing: it delays the subscription, hence the request, and no
 * value. Unlike `mergeMap`'s concurrency it holds across all streams that share the limiter.
 *
 * - Every subscription counts. Inside `retryWithBackoff` every attempt queues anew; no lease is held during the wait.
 * - Unsubscribing while queued leaves the queue; the source is never subscribed to.
 * - Where the limiter admits at once, a synchronous source stays synchronous.
 * - A source that never ends keeps its place, in the limiter's windows too, until it is unsubscribed.
 *
 * @param limiter - see `slidingWindowLimiter`; share one among all that draw on the same quota
 * @param weight - what a subscription counts for, a positive integer. Default 1
 * @throws RangeError at the call, when the weight is no positive integer
 *
 * Errors: those of the source, and those of the limiter (a weight that could never start).
 *
 * @example
 * ```ts
 * const limiter = slidingWindowLimiter({ concurrency: 1 });
 * const request = (name: string) => of(name).pipe(delay(10), throttleRequests(limiter));
 * merge(request('a'), request('b')).subscribe(console.log);
 * // a
 * // b      (sent when a was over)
 * ```
 */
export function throttleRequests<A>(limiter: Limiter, weight = 1): MonoTypeOperatorFunction<A> {
  checkCount('throttleRequests', 'weight', weight);
  return (source) =>
    defer(() => limiter.admit(weight)).pipe(
      mergeMap((lease) => source.pipe(finalize(() => lease.release()))),
    );
}
