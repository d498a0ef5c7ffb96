import { setImmediate as allMicrotasks } from 'node:timers/promises';
import { VirtualTimeScheduler } from 'rxjs';

/** Virtual time that starts in the present, so that dates and epochs mean what they mean on a real clock. */
const START_MS = 1_800_000_000_000;

const MAX_STEPS = 50_000;
const MAX_VIRTUAL_MS = 24 * 3_600_000;

/** A walk that neither ends nor has anything left to wait for, or that takes for ever. */
export class Hang extends Error {
  override readonly name = 'Hang';
}

/** A clock that a test turns by hand, one point in time after another. */
export class Clock extends VirtualTimeScheduler {
  constructor() {
    super();
    this.frame = START_MS;
  }

  /** Milliseconds since the clock was made. */
  get elapsedMs(): number {
    return this.frame - START_MS;
  }

  /** Timers that still run. */
  get pending(): number {
    return this.actions.length;
  }

  /** Runs everything that is due next. */
  step(): void {
    const due = (this.actions[0] as { readonly delay?: number } | undefined)?.delay;
    if (due === undefined) return;
    this.maxFrames = due;
    this.flush();
  }

  /** Turns the clock until something is over; with promises in play, they settle between steps. */
  async until(over: () => boolean, promises: boolean): Promise<void> {
    for (let steps = 0; ; steps += 1) {
      if (promises) await allMicrotasks();
      if (over()) return;
      if (this.pending === 0) throw new Hang('nothing is left to wait for, and the walk is not over');
      if (steps > MAX_STEPS) throw new Hang(`not over after ${String(steps)} steps`);
      if (this.elapsedMs > MAX_VIRTUAL_MS) throw new Hang('not over after a day');
      this.step();
    }
  }
}
