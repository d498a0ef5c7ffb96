import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { steadyClock } from '../../operators/internal/clock.js';

/** A moment, by two clocks. */
export interface Moment {
  readonly steady: number;
  readonly wall: number;
}

/**
 * Measures how much time has passed at most. The steady clock does not count while a machine is suspended, and that on the wall may be
 * set back: the longer of both is the answer.
 */
export class Stopwatch {
  readonly #steady;
  readonly #wall: SchedulerLike;

  /** @param scheduler its time is used where it is given; default: that of the system */
  constructor(scheduler?: SchedulerLike) {
    this.#steady = steadyClock(scheduler);
    this.#wall = scheduler ?? asyncScheduler;
  }

  now(): Moment {
    return { steady: this.#steady.now(), wall: this.#wall.now() };
  }

  /** Milliseconds since a moment. */
  since({ steady, wall }: Moment): number {
    const now = this.now();
    return Math.max(now.steady - steady, now.wall - wall);
  }
}
