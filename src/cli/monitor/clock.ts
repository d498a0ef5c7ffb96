import { asyncScheduler, type SchedulerAction, type SchedulerLike, type Subscription } from 'rxjs';
import type { Session } from '../session.js';

/** By so much a tick moves the clock of the sandbox. */
const STEP_MS = 60_000;

/** A clock that moves in steps, as one that runs: between two steps it goes on by itself, and never past the next one. */
const running = (now: () => Date, speed: number, wall: SchedulerLike): (() => number) => {
  let last = -Infinity;
  let since = 0;
  return () => {
    const at = now().getTime();
    if (at !== last) {
      last = at;
      since = wall.now();
    }
    return at + Math.floor(Math.min((wall.now() - since) * speed, STEP_MS - 1));
  };
};

/**
 * Returns a scheduler with the clock of the data. Where that is faster than ours, waits are shorter by as much; where it is held,
 * timers are those of the machine.
 */
export const schedulerOf = (
  { now, speed }: Pick<Session, 'now' | 'speed'>,
  wall: SchedulerLike = asyncScheduler,
): SchedulerLike => {
  if (speed === undefined) return { now: () => now().getTime(), schedule: wall.schedule.bind(wall) };
  const schedule = <T>(
    work: (this: SchedulerAction<T>, state?: T) => void,
    delayMs = 0,
    state?: T,
  ): Subscription => wall.schedule(work, delayMs / speed, state);
  return { now: running(now, speed, wall), schedule };
};
