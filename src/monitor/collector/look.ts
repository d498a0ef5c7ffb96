import { concat, map, of, switchMap, timer, type Observable, type SchedulerLike } from 'rxjs';

/** Who watches, as the cadence is computed from it. */
export interface Look {
  readonly viewers: number;
  /** When the last one stopped watching; undefined where nobody ever did. */
  readonly lastLookAt: number | undefined;
}

/**
 * Returns who watches each time it changes, and once more when the last look has become too old to count: until then an
 * unwatched feed keeps the cadence of a watched one.
 */
export const looksOf = (
  viewers$: Observable<number>,
  lingerMs: number,
  scheduler: SchedulerLike,
): Observable<Look> => {
  let seen = false;
  return viewers$.pipe(
    switchMap((viewers) => {
      if (viewers > 0) {
        seen = true;
        return of<Look>({ viewers, lastLookAt: undefined });
      }
      const look: Look = { viewers, lastLookAt: seen ? scheduler.now() : undefined };
      return seen ? concat(of(look), timer(lingerMs, scheduler).pipe(map(() => ({ ...look })))) : of(look);
    }),
  );
};
