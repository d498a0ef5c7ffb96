import { asyncScheduler, type SchedulerLike } from 'rxjs';

/** The clock of Redis as a scheduler: that of this machine may be wrong, and all must agree on the names of readings. */
export class RedisClock implements SchedulerLike {
  #ahead = 0;

  /** Redis said that it is `ms` now. */
  set(ms: number): void {
    this.#ahead = ms - performance.now();
  }

  now(): number {
    return Math.floor(performance.now() + this.#ahead);
  }

  readonly schedule: SchedulerLike['schedule'] = asyncScheduler.schedule.bind(asyncScheduler);
}
