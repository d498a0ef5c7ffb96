import type { FeedState } from './feed-state.js';
import type { Delta } from './delta.js';
import type { Level } from './levels.js';

/** What is kept up to date with the figures: sums over windows. */
export interface FigureWatcher {
  /** A point changed. The delta is used again: it must be read at once. */
  point(delta: Delta): void;
  /** What a series belongs to changed, or whether it counts. */
  regroup(series: number): void;
  /** Costs of a day of a source have begun to be reported. */
  reported(source: number, day: number): void;
  /** A list is now reported in other widths. */
  recast(): void;
  /** A series is no more. */
  retired(series: number): void;
}

/** A point as it comes out of a journal. */
export interface SavedPoint {
  readonly series: number;
  readonly level: Level;
  readonly slot: number;
  readonly uid: number;
  readonly isNative: boolean;
  readonly feed: FeedState | undefined;
  /** Lane and value in turns. */
  readonly lanes: readonly number[];
}
