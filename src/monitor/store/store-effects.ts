import type { CostRecord, Drift, FeedRecord, UsageRecord } from '../../records/index.js';
import type { SourceInfo } from '../feed.js';
import type { Reset } from './counters.js';
import type { FeedState } from './feed-state.js';
import type { ListEffects } from './list-changes.js';

/** Called with what applying an event did. */
export interface StoreEffects extends ListEffects {
  /** A total shrank. */
  reset(record: UsageRecord | CostRecord, reset: Reset): void;
  /** Records of figures of a source came. */
  figures(source: number, type: 'usage' | 'cost'): void;
  /** A reading ended, well or not. */
  ended(feed: FeedState, isWhole: boolean): void;
  /** Anything about a feed changed: a reading began, or was moved. */
  feed(feed: FeedState): void;
  /** A source came, went, or has other feeds. */
  sources(info: SourceInfo): void;
  /** A source is read no longer, or some feeds of it are. */
  left(source: string, feeds: readonly string[] | undefined): void;
  /** Nothing of a source is held any more; its number will be another's. */
  freed(source: number, name: string): void;
  drift(drift: Drift, at: string): void;
  /** Events of a source never came. */
  lost(source: string, at: string): void;
  /** A thing is forgotten; its number will be another's. */
  retired(place: number): void;
  /** Every record as it was read. Absent while nobody listens. */
  record?: ((record: FeedRecord) => void) | undefined;
}
