import { VirtualTimeScheduler } from 'rxjs';

/** The time at which most tests begin: a Saturday noon. */
export const NOON = Date.parse('2026-11-28T12:00:00.000Z');

/** A clock that is driven by hand: a day passes at once. */
export class Clock extends VirtualTimeScheduler {
  #slept = 0;

  constructor(readonly start = NOON) {
    super(undefined, 0);
    this.now = () => start + this.frame + this.#slept;
  }

  /** Time passes and nothing runs, as on a machine that sleeps; timers go on where they were. */
  sleep(ms: number): void {
    this.#slept += ms;
  }

  /** Runs everything that is due within a stretch of time, and stands at its end. */
  advance(ms: number): void {
    const until = this.frame + ms;
    this.maxFrames = until;
    this.flush();
    this.frame = until;
  }

  iso(offsetMs = 0): string {
    return new Date(this.now() + offsetMs).toISOString();
  }
}

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
