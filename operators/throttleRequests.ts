import { Observable } from 'rxjs';
import type { MonoTypeOperatorFunction, Subscriber } from 'rxjs';
import { checkCount } from './internal/check.js';
import { listen } from './internal/listen.js';

/** Leave to run one request. Its holder gives it back when the request is over. */
export interface Lease {
  /** Gives the place back; further calls do nothing. */
  release(): void;
}

/** One window of a limiter, as it was when the state was read. */
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
   * Time, on the same clock, at which the first of those who wait may start. Default: nobody waits, or another request has to end
   * first.
   */
  readonly nextAt?: number | undefined;
  /** The windows, in the order in which they were configured. */
  readonly windows: readonly WindowState[];
  /** The most leases out at one time; `Infinity` when there is no cap. */
  readonly concurrency: number;
}

/** Decides when a request may start. One limiter represents one quota and is shared by all that draw on it. */
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

/** What {@link throttleRequests} learns from failures, and whom it informs. */
export interface ThrottleConfig {
  /**
   * The wait in milliseconds that an error asks of everybody: the limiter is held for it before the place is given back, so that no
   * other request of this quota goes out meanwhile. `NaN`, 0 and less count as none. Default: no error does.
   */
  readonly waitOf?: ((error: unknown) => number | undefined) | undefined;
  /** Called when a subscription has to wait. What it throws is an error of the stream. Default: nothing is called. */
  readonly onQueued?: (() => void) | undefined;
}

/**
 * Returns an operator that subscribes to the source when a limiter admits it, and gives the limiter's place back at
 * completion, error or unsubscribe.
 *
 * Unlike RxJS `throttle`, `debounce` or `audit` it drops nothing: it delays the subscription, hence the request, and no
 * value. Unlike `mergeMap`'s concurrency it holds across all streams that share the limiter.
 *
 * - Every subscription counts. Inside `retryWithBackoff` every attempt queues again; no lease is held during the wait.
 * - Unsubscribing while queued leaves the queue; the source is never subscribed to.
 * - Where the limiter admits at once, a synchronous source stays synchronous.
 * - A source that never ends keeps its place, in the limiter's windows too, until it is unsubscribed.
 *
 * @param limiter - see `slidingWindowLimiter`; share one among all that draw on the same quota
 * @param weight - what a subscription counts for, a positive integer. Default 1
 * @param config - see {@link ThrottleConfig}
 * @throws RangeError at the call, when the weight is no positive integer
 *
 * Errors: those of the source, those of the limiter (a weight that could never start), and what a function of the config throws.
 *
 * @example
 * const limiter = slidingWindowLimiter({ concurrency: 1 });
 * const request = (name: string) => of(name).pipe(delay(10), throttleRequests(limiter));
 * merge(request('a'), request('b')).subscribe((name) => console.log(name));
 * // a
 * // b
 */
export function throttleRequests<A>(
  limiter: Limiter,
  weight = 1,
  { waitOf, onQueued }: ThrottleConfig = {},
): MonoTypeOperatorFunction<A> {
  checkCount('throttleRequests', 'weight', weight);
  return (source) =>
    new Observable((subscriber) => {
      const error = holdingFor(limiter, subscriber, waitOf);
      const turn = { admitted: false };
      const run = (lease: Lease): void => {
        if (turn.admitted || subscriber.closed) {
          lease.release();
          return;
        }
        turn.admitted = true;
        listen(source, subscriber, { error });
        // Added after the source: its place is free when what it used is.
        subscriber.add(() => lease.release());
      };
      subscriber.add(
        limiter.admit(weight).subscribe({
          next: run,
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            if (!turn.admitted) subscriber.complete();
          },
        }),
      );
      if (!turn.admitted && !subscriber.closed) onQueued?.();
    });
}

/** Holds the limiter for the wait that an error asks for before the consumer sees the error. */
function holdingFor(
  limiter: Limiter,
  subscriber: Subscriber<unknown>,
  waitOf: ThrottleConfig['waitOf'],
): (error: unknown) => void {
  return (error) => {
    let failure = error;
    try {
      const waitMs = waitOf?.(error) ?? 0;
      if (waitMs > 0) limiter.hold(waitMs);
    } catch (thrown) {
      failure = thrown;
    }
    subscriber.error(failure);
  };
}
