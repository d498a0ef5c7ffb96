import type { SchedulerLike } from 'rxjs';

/** A window as a log keeps it. */
export interface LogWindow {
  readonly limit: number;
  readonly perMs: number;
}

/** A window, and the weight that takes place in it. */
export interface UsedWindow extends LogWindow {
  readonly used: number;
}

/** What runs and what ended lately, so that several windows can be kept exactly. */
export interface SlidingLog {
  /** Something starts: it takes its place in every window. */
  begin(weight: number): void;
  /** It is over: its place is free again `perMs` later. Times never fall. */
  end(now: number, weight: number): void;
  /** The earliest time, from `now` on, at which `weight` more fits; `Infinity` where something has to end first. */
  readyAt(now: number, weight: number): number;
  /** The windows in their order, as they stand at `now`. */
  windows(now: number): readonly UsedWindow[];
  /** Other windows from now on; they count what is remembered. */
  reshape(windows: readonly LogWindow[]): void;
  /** Ends in memory, those that no longer count included. */
  readonly kept: number;
}

/** Ends that are remembered beside those that count, for windows that are not known yet. */
export const REMEMBERED = 1000;

interface End {
  readonly at: number;
  readonly weight: number;
}

/** One window's view of the common list of ends. */
interface View extends LogWindow {
  /** Place of the oldest end that may count, in the list of all ends that ever were. */
  oldest: number;
  /** Weight of the ends from there on. */
  total: number;
}

/** A log of these windows; `remembered` ends are kept even where no window counts them. */
export function slidingLog(windows: readonly LogWindow[], remembered = REMEMBERED): SlidingLog {
  return new EndLog(windows, remembered);
}

class EndLog implements SlidingLog {
  private ends: End[] = [];
  private forgotten = 0;
  private running = 0;
  private views: readonly View[] = [];

  constructor(
    windows: readonly LogWindow[],
    private readonly remembered: number,
  ) {
    this.reshape(windows);
  }

  get kept(): number {
    return this.ends.length;
  }

  begin(weight: number): void {
    this.running += weight;
  }

  end(now: number, weight: number): void {
    this.running -= weight;
    this.ends.push({ at: now, weight });
    for (const view of this.views) {
      view.total += weight;
      this.slide(view, now);
    }
    this.forget();
  }

  readyAt(now: number, weight: number): number {
    return this.views.reduce((at, view) => Math.max(at, this.readyIn(view, now, weight)), now);
  }

  windows(now: number): readonly UsedWindow[] {
    return this.views.map((view) => {
      this.slide(view, now);
      return { limit: view.limit, perMs: view.perMs, used: this.running + view.total };
    });
  }

  reshape(windows: readonly LogWindow[]): void {
    const total = this.ends.reduce((sum, { weight }) => sum + weight, 0);
    this.views = windows.map(({ limit, perMs }) => ({ limit, perMs, oldest: this.forgotten, total }));
  }

  private readyIn(view: View, now: number, weight: number): number {
    this.slide(view, now);
    // Said at once, or all ends were gone through in vain with every change.
    if (this.running + weight > view.limit) {
      return Infinity;
    }
    let excess = this.running + view.total + weight - view.limit;
    let at = now;
    for (let i = view.oldest - this.forgotten; excess > 0; i++) {
      const end = this.ends[i];
      if (end === undefined) {
        return Infinity;
      }
      excess -= end.weight;
      at = end.at + view.perMs;
    }
    return at;
  }

  /** Leaves out what no longer counts: an end at `t` counts until just before `t + perMs`. */
  private slide(view: View, now: number): void {
    let end = this.ends[view.oldest - this.forgotten];
    while (end !== undefined && end.at + view.perMs <= now) {
      view.total -= end.weight;
      view.oldest++;
      end = this.ends[view.oldest - this.forgotten];
    }
  }

  /** Cutting in halves keeps the cost of an end constant, and the memory within twice what is needed. */
  private forget(): void {
    const last = this.forgotten + this.ends.length;
    const first = Math.min(last - this.remembered, ...this.views.map(({ oldest }) => oldest));
    const spare = first - this.forgotten;
    if (spare > 32 && spare * 2 > this.ends.length) {
      this.ends = this.ends.slice(spare);
      this.forgotten = first;
    }
  }
}

/** A clock that stands still where the scheduler's clock is set back, so that no wait grows by it. */
export interface SteadyClock {
  now(): number;
  /** A time of this clock as the scheduler would tell it. */
  toScheduler(time: number): number;
}

export function steadyClock(scheduler: SchedulerLike): SteadyClock {
  let last = scheduler.now();
  let setBack = 0;
  return {
    now() {
      const current = scheduler.now();
      setBack += Math.max(0, last - current);
      last = current;
      return current + setBack;
    },
    toScheduler: (time) => time - setBack,
  };
}
