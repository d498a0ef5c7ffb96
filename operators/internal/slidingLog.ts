import type { SchedulerLike } from 'rxjs';

/** A start that a log remembers. */
export interface Start {
  readonly at: number;
  readonly weight: number;
}

/** The last starts within one window, so that the window can be kept exactly. */
export interface SlidingLog {
  readonly limit: number;
  readonly perMs: number;
  /** Weight started within the last `perMs`; a start at `t` counts until just before `t + perMs`. */
  used(now: number): number;
  /** The earliest time, from `now` on, at which `weight` more fits, if nothing else starts before. */
  readyAt(now: number, weight: number): number;
  /** Remembers a start; times never fall. */
  add(now: number, weight: number): void;
  /** The starts that still count at `now`, oldest first. */
  starts(now: number): readonly Start[];
  /** Starts in memory, those that no longer count included. */
  readonly kept: number;
}

/** A log of one window; `seed` are earlier starts, oldest first, that count in it. */
export function slidingLog(limit: number, perMs: number, seed: readonly Start[] = []): SlidingLog {
  let starts = [...seed];
  let head = 0;
  let total = seed.reduce((sum, start) => sum + start.weight, 0);

  const prune = (now: number): void => {
    let oldest = starts[head];
    while (oldest !== undefined && oldest.at + perMs <= now) {
      total -= oldest.weight;
      oldest = starts[++head];
    }
    // Cutting in halves keeps the cost of a start constant and the memory within twice the limit.
    if (head > 32 && head * 2 > starts.length) {
      starts = starts.slice(head);
      head = 0;
    }
  };

  return {
    limit,
    perMs,
    used(now) {
      prune(now);
      return total;
    },
    readyAt(now, weight) {
      prune(now);
      let excess = total + weight - limit;
      if (excess <= 0) {
        return now;
      }
      for (let i = head; i < starts.length; i++) {
        const start = starts[i];
        excess -= start?.weight ?? 0;
        if (start !== undefined && excess <= 0) {
          return start.at + perMs;
        }
      }
      return Infinity;
    },
    add(now, weight) {
      prune(now);
      total += weight;
      starts.push({ at: now, weight });
    },
    starts(now) {
      prune(now);
      return starts.slice(head);
    },
    get kept() {
      return starts.length;
    },
  };
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
