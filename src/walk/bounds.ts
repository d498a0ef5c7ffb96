import {
  defer,
  map,
  of,
  switchMap,
  takeUntil,
  throwError,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import { TimeoutError, type ErrorContext } from '../http/errors.js';
import { onAbort } from './on-abort.js';
import type { ListOptions } from '../endpoint/options.js';

const untilDeadline = (
  deadlineMs: number,
  scheduler: SchedulerLike,
  where: () => ErrorContext,
): Observable<never> =>
  timer(deadlineMs, scheduler).pipe(
    map(() => {
      throw new TimeoutError({
        code: 'timeout-deadline',
        message: `the walk is not over after ${deadlineMs} ms`,
        advice: 'Go on from the last page’s resume token, or raise deadlineMs.',
        context: where(),
        timeoutMs: deadlineMs,
      });
    }),
  );

const untilAborted = (signal: AbortSignal): Observable<never> =>
  defer(() => (signal.aborted ? of(undefined) : onAbort(signal))).pipe(
    switchMap(() => throwError(() => signal.reason as unknown)),
  );

/**
 * The same walk, ended by its deadline or by its signal. What ends it is outside of the walk, so that nothing
 * within, such as a rule that isolates failing children, can take it for the failure of a part.
 */
export const withinBounds = <T>(
  walk: Observable<T>,
  { deadlineMs, signal }: Pick<ListOptions, 'deadlineMs' | 'signal'>,
  scheduler: SchedulerLike,
  where: () => ErrorContext,
): Observable<T> => {
  const inTime =
    deadlineMs === undefined ? walk : walk.pipe(takeUntil(untilDeadline(deadlineMs, scheduler, where)));
  return signal === undefined ? inTime : inTime.pipe(takeUntil(untilAborted(signal)));
};
