/** A window as a log keeps it. */
export interface LogWindow {
  readonly limit: number;
  readonly perMs: number;
  /** The longest wait for a place in it that is accepted. */
  readonly maxWaitMs?: number | undefined;
}

/** A window, and the weight that takes place in it. */
interface UsedWindow extends LogWindow {
  readonly used: number;
}

/** What runs and what ended lately, so that several windows can be kept exactly. */
export interface SlidingLog {
  /** Something starts: it takes its place in every window. */
  begin(weight: number): void;
  /** It is over: its place is free again {@link TICK_MS} more than `perMs` later. Times never fall. */
  end(now: number, weight: number): void;
  /** The earliest time, from `now` on, at which `weight` more fits; `Infinity` where something has to end first. */
  readyAt(now: number, weight: number): number;
  /** The window that would keep `weight` waiting for longer than it may, and for how long. */
  unbearable(
    now: number,
    weight: number,
  ): { readonly waitMs: number; readonly maxWaitMs: number } | undefined;
  /** The windows in their order, as they are at `now`. */
  windows(now: number): readonly UsedWindow[];
  /** Other windows from now on; they count what is remembered. */
  reshape(windows: readonly LogWindow[]): void;
  /** Ends in memory, those that no longer count included. */
  readonly kept: number;
}

/** Ends that are remembered beside those that count, for windows that are not known yet. */
const REMEMBERED = 1000;

/** What a clock of whole milliseconds cuts off: an end that it reports at `t` was before `t + TICK_MS`, no earlier. */
const TICK_MS = 1;

interface End {
  /** The latest time at which it may have been. */
  readonly at: number;
  /** Weight of all the ends before it that ever were. */
  readonly before: number;
  /** The same with its own. */
  readonly after: number;
}

/** A log of these windows; `remembered` ends are kept even where no window counts them. */
export function slidingLog(windows: readonly LogWindow[], remembered = REMEMBERED): SlidingLog {
  let shape = windows;
  let ends: End[] = [];
  /** Cutting when twice as many are kept as the last time keeps the cost of an end constant. */
  let cutAt = 0;
  let running = 0;
  let ended = 0;

  /** Place of the oldest end that a window counts: until just before `perMs` after it. */
  const oldest = (now: number, perMs: number): number => firstOf(ends, ({ at }) => at + perMs > now);

  const readyIn = ({ limit, perMs }: LogWindow, now: number, weight: number): number => {
    const room = limit - weight;
    // Only something that runs could help.
    if (running > room) return Infinity;
    const excess = running + ended - room;
    // Mostly there is room beside all that is remembered, and nothing to search for.
    const isRoomy = (ends[0]?.before ?? ended) >= excess;
    const last = isRoomy ? undefined : ends[firstOf(ends, ({ after }) => after >= excess)];
    return last === undefined ? now : last.at + perMs;
  };

  const forget = (now: number): void => {
    if (ends.length < cutAt) return;
    const counted = shape.map(({ perMs }) => oldest(now, perMs));
    ends = ends.slice(Math.max(0, Math.min(ends.length - remembered, ...counted)));
    cutAt = 2 * Math.max(16, ends.length);
  };

  return {
    get kept() {
      return ends.length;
    },
    begin(weight) {
      running += weight;
    },
    end(now, weight) {
      running -= weight;
      const before = ended;
      ended += weight;
      ends.push({ at: now + TICK_MS, before, after: ended });
      forget(now);
    },
    readyAt: (now, weight) => Math.max(now, ...shape.map((window) => readyIn(window, now, weight))),
    unbearable: (now, weight) => {
      for (const window of shape) {
        const { maxWaitMs = Infinity } = window;
        const waitMs = readyIn(window, now, weight) - now;
        // Where something has to end first, time does not say how long that takes.
        if (waitMs > maxWaitMs && waitMs < Infinity) return { waitMs, maxWaitMs };
      }
      return undefined;
    },
    windows: (now) =>
      shape.map(({ limit, perMs }) => {
        const left = ends[oldest(now, perMs)]?.before ?? ended;
        return { limit, perMs, used: running + ended - left };
      }),
    reshape(others) {
      shape = others;
    },
  };
}

/** Place of the first that the test holds for, where it holds for all after that one, too. */
function firstOf<A>(items: readonly A[], test: (item: A) => boolean): number {
  let from = 0;
  let to = items.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = items[middle];
    if (item !== undefined && test(item)) to = middle;
    else from = middle + 1;
  }
  return from;
}
