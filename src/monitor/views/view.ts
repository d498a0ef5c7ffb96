import type { Pool } from '../sums/pool.js';
import type { Rates } from '../sums/rates.js';
import type { Rollup } from '../sums/rollup.js';
import type { Store } from '../store/store.js';

/** What views are computed from. */
export interface Context {
  readonly store: Store;
  readonly pool: Pool;
  readonly rates: Rates;
  /** Ids of the rules that have an open finding on an entity. */
  readonly findingsOf: (place: number) => readonly string[];
  /** Whether the rules have looked at everything of the first readings. */
  readonly isChecked: () => boolean;
  readonly now: () => number;
}

/** What has changed since the last frame. */
export interface Frame {
  readonly now: number;
  /** Groups whose sums changed. */
  readonly groups: (rollup: Rollup) => ReadonlySet<number>;
  /** Entities whose record, status or findings changed. */
  readonly entities: ReadonlySet<number>;
  /** Entities that are forgotten; their numbers may be others' by now. */
  readonly retired: ReadonlySet<number>;
  /** Whether a feed was read, failed, or became too old. */
  readonly coverage: boolean;
  readonly limits: boolean;
  readonly findings: boolean;
  readonly drift: boolean;
  /** Whether windows of minutes may have moved. */
  readonly minute: boolean;
}

/** One value of a monitor, kept up to date from what changed. */
export interface View<T> {
  /** The present value. */
  read(): T;
  /** Takes a frame in, and says whether the value may be another one. */
  refresh(frame: Frame): boolean;
  dispose(): void;
}
