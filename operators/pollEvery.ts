import { asyncScheduler, catchError, concatMap, defer, EMPTY, filter, ignoreElements, merge } from 'rxjs';
import { NEVER, Observable, Subject, switchMap, tap, timer } from 'rxjs';
import type { ObservableInput, SchedulerLike } from 'rxjs';
import { MAX_TIMER_MS, timerMs } from './internal/backoff.js';
import { checkUpTo, refuse } from './internal/check.js';

/** How often {@link pollEvery} asks, when it pauses, and what an error means. */
export interface PollConfig {
  /** Milliseconds from the end of one poll to the start of the next, from 0 to 24.8 days. */
  readonly intervalMs: number;
  /** Whether the first poll starts at once, or after one interval. Default true. */
  readonly immediate?: boolean;
  /**
   * By how much an interval may be longer, as a fraction of it, so that many pollers do not march in step: 0.1 makes
   * 60 s a wait of 60 to 66 s, never less than 60. Default 0.1; 0 turns it off.
   */
  readonly jitter?: number;
  /** Where the jitter comes from: a number from 0 to below 1. Default `Math.random`. */
  readonly random?: () => number;
  /**
   * While its latest value is true, no poll starts; one in flight goes on. When it turns false, a poll that fell due meanwhile starts at
   * once. It counts as false until it emits; after it completed, its last value holds. Its error ends the stream. Default: never paused.
   */
  readonly paused$?: Observable<boolean>;
  /**
   * Each value asks for a poll now, instead of at the end of the wait. Ignored while a poll is in flight; during a pause remembered, once,
   * until its end. Its error ends the stream, its completion does not. Default: none.
   */
  readonly trigger$?: Observable<unknown>;
  /**
   * From the error of a poll to the wait in milliseconds until the next one (exact: no jitter; a negative one is 0),
   * or null to end the stream with that error, as does NaN or more than the 24.8 days of a timer. An exception ends the
   * stream with what was thrown. Default: every error ends the stream.
   */
  readonly onError?: (error: unknown) => number | null;
  /** Where the waits and the starts of polls run. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/**
 * Returns a stream of the values of one request made again and again, never two at a time: the next poll starts
 * `intervalMs` after the previous one ended.
 *
 * It differs from `interval` with `switchMap`, which cancels a poll that takes longer than the interval (so that a slow
 * server never gets to answer), with `mergeMap`, which piles polls up, and with `exhaustMap`, which skips ticks and may
 * start a poll right after the end of a long one. `repeat({ delay })` is nearest; this adds jitter, pauses,
 * triggers and a wait after errors.
 *
 * Every poll starts from `scheduler`, the first one too (with a wait of 0 where it is to start at once): who unsubscribes
 * right after subscribing has sent nothing, and a scheduler that leaves Angular's zone keeps the timers and the requests
 * out of it.
 *
 * - **Empty**: a poll without values is a poll; the next one follows. The stream never completes by itself.
 * - **A poll that never ends** holds the next one back forever: give the request a timeout.
 * - **Errors** of a poll, an exception of `request` included: see `onError`; what the poll emitted before stays.
 * - **Unsubscribe** cancels the poll in flight and the wait.
 * - **Synchronous** requests do not nest: each poll is a task of the scheduler, with an interval of 0 too.
 *
 * @param request - makes one request; called for each poll
 * @param config - see {@link PollConfig}
 * @throws RangeError when `jitter` is not from 0 to 1, or `intervalMs` with its jitter is negative or above 24.8 days,
 * the longest wait of a JavaScript timer (a longer one would fire at once, again and again)
 *
 * @example
 * let calls = 0;
 * pollEvery(() => of(++calls), { intervalMs: 100, jitter: 0 }).pipe(take(3)).subscribe((call) => console.log(call));
 * // 1
 * // 2
 * // 3
 */
export function pollEvery<A>(request: () => ObservableInput<A>, config: PollConfig): Observable<A> {
  const { intervalMs, immediate = true, jitter = 0.1, random = Math.random } = config;
  const { paused$ = NEVER, trigger$ = NEVER, onError = () => null, scheduler = asyncScheduler } = config;
  checkUpTo('pollEvery', 'jitter', jitter, 1);
  const longestMs = intervalMs * (1 + jitter);
  if (!(longestMs >= 0 && longestMs <= MAX_TIMER_MS)) {
    refuse('pollEvery', 'intervalMs', `from 0 to ${MAX_TIMER_MS}, its jitter included`, intervalMs);
  }
  return new Observable((subscriber) => {
    /** `due` is between a wait and its poll: about to start, or held back by a pause. */
    let phase: 'waiting' | 'due' | 'polling' | undefined;
    let paused = false;
    /** Each value, in milliseconds, replaces the wait before it. */
    const waits$ = new Subject<number>();
    const rest = (ms = intervalMs * (1 + jitter * random())): void => {
      phase = 'waiting';
      waits$.next(ms);
    };
    const soon = (): void => {
      if (phase === 'due' || phase === 'polling') return;
      phase = 'due';
      waits$.next(0);
    };
    const pause = (isPaused: boolean): void => {
      paused = isPaused;
      if (!paused && phase === 'due') waits$.next(0);
    };
    const poll = (): Observable<A> => {
      let afterError: number | undefined;
      phase = 'polling';
      return defer(request).pipe(
        catchError((error: unknown) => {
          afterError = timerMs(onError(error));
          if (afterError === undefined) throw error;
          return EMPTY;
        }),
        tap({ complete: () => rest(afterError) }),
      );
    };
    const isDue = (): boolean => {
      phase = 'due';
      return !paused;
    };
    const polls = waits$.pipe(
      switchMap((ms) => timer(ms, scheduler)),
      filter(isDue),
      concatMap(poll),
    );
    const controls = merge(paused$.pipe(tap(pause)), trigger$.pipe(tap(soon))).pipe(ignoreElements());
    merge(polls, controls).subscribe(subscriber);
    // Last, so that the first poll meets a pause or a trigger that is there from the start.
    if (phase !== undefined) return;
    if (immediate) soon();
    else rest();
  });
}
