/**
 * A time that never stands still for longer than somebody waits, and never goes back: that of the clock, and where the clock is
 * held or set back, that of the alarms that rang. Emissions are spaced by it; what is shown goes by the clock.
 */
export class Pace {
  #ahead = 0;
  #last = -Infinity;

  constructor(private readonly clock: () => number) {}

  now(): number {
    const now = this.clock() + this.#ahead;
    if (now < this.#last) this.#ahead += this.#last - now;
    this.#last = Math.max(this.#last, now);
    return this.#last;
  }

  /** An alarm rang: its time has come. */
  reach(at: number): void {
    const behind = at - this.now();
    if (behind <= 0) return;
    this.#ahead += behind;
    this.#last = at;
  }

  /** A time of the clock. */
  of(time: number): number {
    return time - this.clock() + this.now();
  }
}
