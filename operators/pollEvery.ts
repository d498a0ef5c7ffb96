import { catchError, concatMap, defer, EMPTY, filter, ignoreElements, merge } from 'rxjs';
import { Observable, Subject, switchMap, tap, timer } from 'rxjs';
import type { ObservableInput } from 'rxjs';
import { pollSettings, waitAfterError } from './internal/pollEvery.js';
import type { PollConfig } from './internal/pollEvery.js';

export type { PollConfig } from './internal/pollEvery.js';

interface PollState {
  /** `due` is between a wait and its poll: about to start, or held back by a pause. */
  phase: 'new' | 'waiting' | 'due' | 'polling';
  paused: boolean;
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
 * - **Errors** of a poll, an exception of `request` included: see `onError`; what the poll emitted before stands.
 * - **Unsubscribe** cancels the poll in flight and the wait.
 * - **Synchronous** requests do not nest: each poll is a task of the scheduler, with an interval of 0 too.
 *
 * @param request - makes one request; called anew for each poll
 * @param config - see {@link PollConfig}
 * @throws RangeError when `jitter` is not from 0 to 1, or `intervalMs` with its jitter is negative or above 24.8 days,
 * the longest wait of a JavaScript timer (a longer one would fire at once, again and again)
 *
 * @example
 * let calls = 0;
 * pollEvery(() => of(++calls), { intervalMs: 1_000, jitter: 0 }).pipe(take(3)).subscribe(console.log);
 * // 1  2 (after 1 s)  3 (after 2 s)
 */
export function pollEvery<A>(request: () => ObservableInput<A>, config: PollConfig): Observable<A> {
  const { immediate, paused$, trigger$, onError, scheduler, interval } = pollSettings(config);
  return new Observable((subscriber) => {
    const state: PollState = { phase: 'new', paused: false };
    /** Each value, in milliseconds, replaces the wait before it. */
    const waits$ = new Subject<number>();
    const rest = (ms: number): void => {
      state.phase = 'waiting';
      waits$.next(ms);
    };
    const soon = (): void => {
      if (state.phase === 'due' || state.phase === 'polling') return;
      state.phase = 'due';
      waits$.next(0);
    };
    const pause = (paused: boolean): void => {
      state.paused = paused;
      if (!paused && state.phase === 'due') waits$.next(0);
    };
    const poll = defer(() => {
      state.phase = 'polling';
      let afterError: number | undefined;
      return defer(request).pipe(
        catchError((error: unknown) => {
          afterError = waitAfterError(onError, error);
          return EMPTY;
        }),
        tap({
          complete: () => {
            rest(afterError ?? interval());
          },
        }),
      );
    });
    const fallsDue = tap(() => {
      state.phase = 'due';
    });
    const polls = waits$.pipe(
      switchMap((ms) => timer(ms, scheduler)),
      fallsDue,
      filter(() => !state.paused),
      concatMap(() => poll),
    );
    merge(
      polls,
      paused$.pipe(tap(pause), ignoreElements()),
      trigger$.pipe(tap(soon), ignoreElements()),
    ).subscribe(subscriber);
    // Last, so that the first poll meets a pause or a trigger that is there from the start.
    if (state.phase !== 'new') return;
    if (immediate) soon();
    else rest(interval());
  });
}
