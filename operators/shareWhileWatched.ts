import { asyncScheduler, BehaviorSubject, defer, EMPTY, finalize, share, tap, timer } from 'rxjs';
import type { Observable, ObservableInput, SchedulerLike } from 'rxjs';
import { checkAmount } from './internal/check.js';

/** For how long {@link shareWhileWatched} keeps its source alive. */
export interface WatchConfig {
  /** For how long the source goes on after the last subscriber left, in milliseconds. Default 60,000. */
  readonly lingerMs?: number | undefined;
  /** Whether the source, once started, goes on without subscribers forever. Default false. */
  readonly always?: boolean | undefined;
  /** Where `lingerMs` is waited for. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * Returns a stream that shares one subscription among all its subscribers, lets the source know how many they are, and goes on
 * for a while after the last one left.
 *
 * It differs from `share` in that the source knows how many watch, so that it can poll less often while nobody does, and
 * from `shareReplay({ refCount: true })` in that a subscriber who leaves and comes back within `lingerMs` finds the same
 * subscription. Nothing is replayed: a late subscriber gets what comes next.
 *
 * - **First subscriber** starts the source, after the count of viewers became 1.
 * - **Last subscriber** leaves: the count becomes 0 at once, the source is unsubscribed from `lingerMs` later, unless
 *   somebody came meanwhile. With a `lingerMs` of 0 it still takes one turn of the scheduler.
 * - **Completion and errors** of the source reach all subscribers, and leave no timer behind; the next one starts it again.
 * - **Empty** and synchronous sources stay what they are: the first subscriber misses nothing.
 * - An exception of `project` is an error of the stream.
 *
 * @param project - makes the source from the count of subscribers, which emits its present value and each change
 * @param config - see {@link WatchConfig}
 * @throws RangeError when `lingerMs` is negative or not finite
 *
 * @example
 * const ticks$ = shareWhileWatched((viewers$) => viewers$.pipe(map((viewers) => `${viewers} watching`)), { lingerMs: 0 });
 * const first = ticks$.subscribe((tick) => console.log(tick));
 * const second = ticks$.subscribe();
 * for (const viewer of [second, first]) viewer.unsubscribe();
 * // 1 watching
 * // 2 watching
 * // 1 watching
 */
export function shareWhileWatched<A>(
  project: (viewers$: Observable<number>) => ObservableInput<A>,
  config: WatchConfig = {},
): Observable<A> {
  const { lingerMs = 60_000, always = false, scheduler = asyncScheduler } = config;
  checkAmount('shareWhileWatched', 'lingerMs', lingerMs);
  const viewers = new BehaviorSubject(0);
  const viewers$ = viewers.asObservable();
  // `share` counts the subscribers whom it completes as if they had left: no timer may outlast a source that has ended.
  let hasEnded = false;
  const end = (): void => {
    hasEnded = true;
  };
  const shared = defer(() => {
    hasEnded = false;
    return project(viewers$);
  }).pipe(
    tap({ error: end, complete: end }),
    share({ resetOnRefCountZero: always ? false : () => (hasEnded ? EMPTY : timer(lingerMs, scheduler)) }),
  );
  return defer(() => {
    viewers.next(viewers.value + 1);
    return shared.pipe(finalize(() => viewers.next(viewers.value - 1)));
  });
}
