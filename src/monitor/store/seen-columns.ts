import type { FeedState } from './feed-state.js';
import { startOf, type Level } from './levels.js';
import type { Points } from './points.js';

/** Counts of one column of one feed, to see without a search that no bucket was withdrawn. */
interface ColumnCount {
  held: number;
  seen: number;
  reading: number;
}

const FEED_SHIFT = 2 ** 20;
/** What a withdrawn bucket is stamped with. */
const WITHDRAWN = -1;

/** Which feed and reading a bucket was last seen in. */
const stampOf = (feed: FeedState): number =>
  ((feed.place % 2047) + 1) * FEED_SHIFT + (feed.number % FEED_SHIFT);
const feedOf = (stamp: number): number => Math.floor(stamp / FEED_SHIFT) - 1;

/** In which reading each bucket was seen last: what a whole reading of a stretch of time no longer holds is withdrawn. */
export class SeenColumns {
  readonly #counts = new Map<number, Map<number, ColumnCount>>();

  constructor(private readonly points: Points) {}

  /** A reading holds a bucket. */
  count(point: number, level: Level, slot: number, feed: FeedState): void {
    const columns = this.#counts.get(feed.place) ?? new Map<number, ColumnCount>();
    this.#counts.set(feed.place, columns);
    const key = slot * 4 + level;
    let count = columns.get(key);
    if (count === undefined) columns.set(key, (count = { held: 0, seen: 0, reading: feed.number }));
    if (count.reading !== feed.number) {
      count.seen = 0;
      count.reading = feed.number;
    }
    const before = this.points.stampOf(point);
    const stamp = stampOf(feed);
    if (before === stamp) return;
    if (before === 0 || before === WITHDRAWN) count.held += 1;
    count.seen += 1;
    this.points.stamp(point, stamp);
  }

  /** Takes the buckets of a stretch of time that a whole reading of it no longer holds out of the count, column by column. */
  *unseen(feed: FeedState, from: number, floors: readonly number[]): Generator<readonly number[]> {
    for (const [key, count] of this.#counts.get(feed.place) ?? []) {
      const level = (key & 3) as Level;
      const slot = Math.floor(key / 4);
      if (startOf(level, slot) < from || slot < (floors[level] ?? 0)) continue;
      const seen = count.reading === feed.number ? count.seen : 0;
      if (seen >= count.held) continue;
      const gone = this.#goneIn(feed, level, slot);
      count.held -= gone.length;
      for (const point of gone) this.points.stamp(point, WITHDRAWN);
      yield gone;
    }
  }

  #goneIn(feed: FeedState, level: Level, slot: number): readonly number[] {
    const now = stampOf(feed);
    const gone: number[] = [];
    for (const point of this.points.column(level, slot)) {
      const stamp = this.points.stampOf(point);
      if (stamp > 0 && stamp !== now && feedOf(stamp) === feedOf(now)) gone.push(point);
    }
    return gone;
  }

  /** The feed that reported a bucket last, by its place. */
  feedOf(point: number): number | undefined {
    const stamp = this.points.stampOf(point);
    return stamp > 0 ? feedOf(stamp) : undefined;
  }

  /** The number of a feed will be another's. */
  leave(feed: number): void {
    this.#counts.delete(feed);
  }

  /** Columns that are no longer held are forgotten. */
  forget(floors: readonly number[]): void {
    for (const columns of this.#counts.values())
      for (const key of columns.keys()) if (Math.floor(key / 4) < (floors[key & 3] ?? 0)) columns.delete(key);
  }
}
