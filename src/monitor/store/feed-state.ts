import type { FeedRecord, LeftOutItem, ReadingError, SourceState } from '../../records/index.js';
import type { FeedInfo, FeedKind } from '../feed.js';
import type { Hole } from './holes.js';

type RecordType = FeedRecord['type'];

/** What a feed without `gives` is taken to give before it was read. */
const DEFAULT_GIVES: Readonly<Record<FeedKind, readonly RecordType[]>> = {
  snapshot: ['credential', 'principal', 'project', 'limit'],
  buckets: ['usage', 'cost'],
  counters: ['usage', 'cost'],
  events: ['usage', 'cost'],
};

/** What is known of the readings of one feed. */
export class FeedState {
  /** The name of the reading that runs or ran last. */
  reading = '';
  /** Counts readings, from 1; records are stamped with it. */
  number = 0;
  /** Whether the reading was seen from its beginning: only then does it say what is gone. */
  anchored = false;
  open = false;
  everRead = false;
  everWhole = false;
  /** Whether all its pages were read once, with items left out or not: what comes after that for the first time is new. */
  everWalked = false;
  /** Its first reading: a thing that was created after that is new, though the list was never read whole. */
  first: { readonly at: number; readonly number: number } | undefined;
  failed: SourceState | undefined;
  error: ReadingError | undefined;
  leftOut = 0;
  leftOutItems: readonly LeftOutItem[] = [];
  partial = false;
  asOf: number | undefined;
  lastSuccessAt: number | undefined;
  nextPollAt: number | undefined;
  intervalMs: number;
  readMs = 0;
  /** Of the last reading; undefined before the first one that this process heard of. */
  pages: number | undefined;
  beganAt = 0;
  mark: string | undefined;
  /** Since when its figures are known; undefined where they go back as far as there are any. */
  since: number | undefined;
  holes: Hole[] = [];
  requests = 0;
  /** Records of the last reading that ended. */
  records = 0;
  /** Of the reading that runs. */
  recordsSoFar = 0;
  /** Records of it that the index refused: no number, no time, no amount. */
  refused = 0;
  /** The first of those, by name. */
  refusedItems: LeftOutItem[] = [];
  /** Whether its figures are separated by key. */
  namesKeys = false;
  /** Whether its figures name who asked, and not with which key. */
  namesBearers = false;
  readonly learned = new Set<RecordType>();
  /** Whether its source has it no longer. */
  isGone = false;

  constructor(
    readonly source: number,
    readonly sourceName: string,
    readonly place: number,
    public info: FeedInfo,
  ) {
    this.intervalMs = info.every.idleMs;
  }

  /** Whether this is not the first reading that it has. */
  get isRepeated(): boolean {
    return this.first !== undefined && this.number > this.first.number;
  }

  /** Whether it was read or has failed, in this run or in one that is restored. */
  get isBegun(): boolean {
    return this.everRead || this.asOf !== undefined;
  }

  /** Whether its figures go back to a time. */
  reachesTo(time: number): boolean {
    return this.asOf !== undefined && (this.since ?? -Infinity) <= time;
  }

  /** Whether what it holds is compared with an earlier reading: what differs from that has changed. */
  get hasBaseline(): boolean {
    return this.everWalked || this.isRepeated;
  }

  gives(type: RecordType): boolean {
    const { gives, kind } = this.info;
    if (gives !== undefined) return gives.includes(type);
    return this.everWhole && this.learned.size > 0
      ? this.learned.has(type)
      : DEFAULT_GIVES[kind].includes(type);
  }

  /** Its source has it no longer; should it come back, it is read for the first time again. */
  retire(): void {
    this.isGone = true;
    this.number += 1;
    this.first = undefined;
    this.open = this.everRead = this.everWhole = this.everWalked = false;
    this.failed = this.error = this.asOf = this.lastSuccessAt = this.nextPollAt = this.mark = undefined;
    this.pages = undefined;
    this.holes = [];
  }

  /** When its figures become too old to be whole: twice the cadence, and the vendor's lag. */
  staleAt(): number {
    return this.asOf === undefined ? Infinity : this.asOf + 2 * this.intervalMs + (this.info.lagMs ?? 0);
  }

  /** Whether a figure of a stretch of time that rests on this feed may be too small. */
  isMissing(now: number, from: number): boolean {
    if (!this.everWhole || this.failed !== undefined || this.leftOut > 0 || this.partial) return true;
    return now > this.staleAt() || this.holes.some((hole) => hole.to > from);
  }

  stateAt(now: number): SourceState {
    if (this.failed !== undefined) return this.failed;
    if (!this.everRead) return 'reading';
    if (this.leftOut > 0 || this.partial) return 'partial';
    if (now > this.staleAt()) return 'stale';
    const running = this.open ? now - this.beganAt : 0;
    return Math.max(this.readMs, running) > Math.max(this.intervalMs, 1) ? 'slow' : 'ok';
  }
}
