import { asyncScheduler } from 'rxjs';
import type { SchedulerLike } from 'rxjs';

/** A clock that never goes back, so that no wait grows when the clock behind it is set back. */
export interface SteadyClock {
  readonly now: () => number;
  /** A time of this clock as the scheduler says it: Unix milliseconds, or virtual time. */
  readonly toScheduler: (time: number) => number;
}

/** Wall clocks are beyond this time of 1973, virtual time is not. */
const FIRST_WALL_MS = 1e11;

/**
 * Time that passes, whatever is done to the clock on the wall. RxJS puts `asyncScheduler` on virtual time while a
 * `TestScheduler` runs, and then that is the time.
 */
const passing = (): number => {
  const wall = asyncScheduler.now();
  // eslint-disable-next-line no-restricted-syntax -- the one default clock: `asyncScheduler` gives the time of a wall clock, which can be set forward, and a window would be over before its time
  return wall < FIRST_WALL_MS ? wall : performance.now();
};

/**
 * Returns the clock for windows, holds and other lengths of time.
 *
 * @param scheduler its time is used where it is given; default: time that passes, whatever happens to the system clock
 */
export const steadyClock = (scheduler?: SchedulerLike): SteadyClock => {
  const source = scheduler === undefined ? passing : (): number => scheduler.now();
  let last = source();
  let setBack = 0;
  const now = (): number => {
    const current = source();
    setBack += Math.max(0, last - current);
    last = current;
    return current + setBack;
  };
  return { now, toScheduler: (time) => Math.round((scheduler ?? asyncScheduler).now() + time - now()) };
};
