import { type FeedRecord, type Iso, isoAt } from '../../records/index.js';
import type { FeedEvent, FeedInfo, SourceInfo } from '../feed.js';
import { MOST_NAMED } from '../most-named.js';
import type { Coverage } from '../shapes.js';
import { FeedState } from './feed-state.js';
import { fillHoles, withHole } from './holes.js';
import type { Level } from './levels.js';
import { makesSlots } from './makes-slots.js';

type RecordType = FeedRecord['type'];

/** What a figure rests on. */
export interface Basis {
  readonly coverage: Coverage;
  readonly asOf: Iso | undefined;
  /** Whether the data of a source begins after the window does: what it adds up to is not all. */
  readonly isCut: boolean;
  /** Whether every feed was read or failed once. */
  readonly isReady: boolean;
}

/** Sources that a figure is about. It is asked each time: sources come and go while a view is open. */
export interface SourceChoice {
  has(source: number): boolean;
}

/** The slots that a figure is made of, and when they begin, in milliseconds. */
export interface BasisSpan {
  readonly level: Level;
  readonly from: number;
}

/**
 * How far the use of a source is known: `unread` while a list of it has neither been read nor failed, so that what it adds up to is a
 * part by chance; `behind` where one of them was read last before a stretch of time began, of which nothing is known then.
 */
export type UseState = 'unread' | 'behind' | 'read';

const isFigure = (type: RecordType): boolean => type === 'usage' || type === 'cost';

type Ended = Extract<FeedEvent, { type: 'end' | 'failed' }>;

const msOf = (iso: Iso | undefined): number | undefined => {
  if (iso === undefined) return undefined;
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? undefined : ms;
};

/** In place of a source that is forgotten. */
const NOBODY: SourceInfo = { name: '', provider: '', feeds: [] };

/** Sources, their feeds, and what rests on them. */
export class Feeds {
  readonly sources: SourceInfo[] = [];
  readonly all: FeedState[] = [];
  readonly #bySource = new Map<string, Map<string, FeedState>>();
  readonly #sourceIds = new Map<string, number>();
  /** Numbers of sources, and of feeds, that are others' next. */
  readonly #freeIds: number[] = [];
  readonly #freePlaces: number[] = [];
  /** Whether it is known which sources there are: before, no data is known of any. */
  isNamed = false;
  /** Whether sources come and go by themselves, each whenever it is heard of. */
  isOpen = false;
  #order: readonly number[] | undefined;
  /** Changes with everything that coverage depends on, but the clock. */
  version = 0;

  /** Returns the number of a source, or undefined where it is not known. */
  sourceId(name: string): number | undefined {
    return this.#sourceIds.get(name);
  }

  sourceName(id: number): string {
    return this.sources[id]?.name ?? '';
  }

  providerOf(id: number): string {
    return this.sources[id]?.provider ?? '';
  }

  /** Numbers of the sources: in the order in which they were given, and where they come and go by name, whichever came first. */
  get order(): readonly number[] {
    if (this.#order !== undefined) return this.#order;
    const ids = [...this.#sourceIds].sort(([a, i], [b, j]) => (this.isOpen ? (a < b ? -1 : 1) : i - j));
    this.#order = ids.map(([, id]) => id);
    return this.#order;
  }

  add(info: SourceInfo): number {
    this.version += 1;
    this.isNamed = true;
    this.#order = undefined;
    const id = this.#sourceIds.get(info.name) ?? this.#freeIds.pop() ?? this.sources.length;
    this.#sourceIds.set(info.name, id);
    this.sources[id] = info;
    const feeds = this.#bySource.get(info.name) ?? new Map<string, FeedState>();
    this.#bySource.set(info.name, feeds);
    for (const feed of info.feeds) {
      const state = feeds.get(feed.id) ?? this.#feed(id, info.name, feed);
      state.info = feed;
      state.isGone = false;
      // A map keeps the order in which its members came.
      feeds.delete(feed.id);
      feeds.set(feed.id, state);
    }
    return id;
  }

  #feed(source: number, name: string, info: FeedInfo): FeedState {
    const state = new FeedState(source, name, this.#freePlaces.pop() ?? this.all.length, info);
    this.all[state.place] = state;
    return state;
  }

  /** Feeds that a source has no longer: nothing waits for them, and no figure rests on them. Returns those that it had until now. */
  retire(info: SourceInfo): readonly FeedState[] {
    const ids = new Set(info.feeds.map((feed) => feed.id));
    const known = [...(this.#bySource.get(info.name)?.values() ?? [])];
    const gone = known.filter((feed) => !feed.isGone && !ids.has(feed.info.id));
    for (const feed of gone) feed.retire();
    return gone;
  }

  /** Forgets a source that is read no longer, and of which nothing is held. Returns its feeds: their numbers will be others'. */
  free(id: number): readonly FeedState[] {
    const name = this.sourceName(id);
    const feeds = [...(this.#bySource.get(name)?.values() ?? [])];
    this.#sourceIds.delete(name);
    this.#bySource.delete(name);
    // Should it come back, another number may be its own.
    this.sources[id] = NOBODY;
    this.#order = undefined;
    this.#freeIds.push(id);
    this.#freePlaces.push(...feeds.map(({ place }) => place));
    return feeds;
  }

  /** Whether a number is that of a source, and not free. */
  isHeld(id: number): boolean {
    return this.#sourceIds.get(this.sourceName(id)) === id;
  }

  find(source: string, feed: string): FeedState | undefined {
    const state = this.#bySource.get(source)?.get(feed);
    return state?.isGone === true ? undefined : state;
  }

  /** Whether a source has feeds. */
  isRead(source: string): boolean {
    return [...(this.#bySource.get(source)?.values() ?? [])].some(({ isGone }) => !isGone);
  }

  /** The feeds of a source, in the order in which it named them last. */
  of(source: number): readonly FeedState[] {
    const feeds = this.#bySource.get(this.sourceName(source))?.values() ?? [];
    return [...feeds].filter(({ isGone }) => !isGone);
  }

  /** Whether another feed of the source, once read, gives the same figures better. */
  isReplaced(feed: FeedState): boolean {
    return this.of(feed.source).some(
      ({ everWhole, info }) => everWhole && info.replaces?.includes(feed.info.id) === true,
    );
  }

  /** A reading begins, or is met in its middle. Returns whether its events are to be applied. */
  enter(feed: FeedState, reading: string, at: Iso, anchored: boolean): boolean {
    if (reading < feed.reading || (reading === feed.reading && !feed.open)) return false;
    if (reading === feed.reading) return true;
    this.version += 1;
    feed.reading = reading;
    feed.number += 1;
    feed.anchored = anchored;
    feed.open = true;
    feed.recordsSoFar = 0;
    feed.refused = 0;
    feed.refusedItems = [];
    feed.beganAt = msOf(at) ?? 0;
    feed.first ??= { at: feed.beganAt, number: feed.number };
    return true;
  }

  /** A reading ends, well or not. */
  leave(feed: FeedState, event: Ended): void {
    this.version += 1;
    const at = msOf(event.at) ?? 0;
    const nextPollAt = msOf(event.nextPollAt);
    feed.open = false;
    feed.everRead = true;
    feed.readMs = Math.max(0, at - feed.beganAt);
    feed.nextPollAt = nextPollAt;
    feed.requests += event.requests ?? 0;
    feed.pages = event.pages;
    if (event.type === 'failed') {
      feed.failed = event.fault.state;
      feed.error = event.fault.error;
      return;
    }
    if (nextPollAt !== undefined) feed.intervalMs = Math.max(0, nextPollAt - at);
    this.#succeed(feed, event, at);
  }

  #succeed(feed: FeedState, event: Extract<FeedEvent, { type: 'end' }>, at: number): void {
    const from = msOf(event.from);
    // Data is never newer than its reading, whatever its provider says: it would never be too old.
    const reach = Math.min(at, msOf(event.asOf) ?? at);
    feed.failed = undefined;
    // A part of the reading may have failed: the state says partial, and this says why.
    feed.error = event.fault?.error;
    feed.records = feed.recordsSoFar;
    feed.leftOut = event.leftOut + feed.refused;
    feed.leftOutItems = [...(event.leftOutItems ?? []), ...feed.refusedItems].slice(0, MOST_NAMED);
    feed.partial = event.end === 'partial';
    feed.lastSuccessAt = at;
    if (event.mark !== undefined) feed.mark = event.mark;
    const isWhole = feed.leftOut === 0 && !feed.partial;
    if (from !== undefined) this.#noteRange(feed, from, at, isWhole);
    else if (feed.info.kind === 'counters' && feed.since === undefined) feed.since = at;
    feed.asOf = reach;
    if (isWhole) feed.everWhole = true;
    if (isWhole || (feed.leftOut > 0 && event.fault === undefined)) feed.everWalked = true;
  }

  /** What lies between two readings, or was left out of one, stays a hole until it is read again. */
  #noteRange(feed: FeedState, from: number, at: number, isWhole: boolean): void {
    if (feed.asOf !== undefined && from > feed.asOf)
      feed.holes = withHole(feed.holes, { from: feed.asOf, to: from });
    if (isWhole) feed.holes = fillHoles(feed.holes, from, at);
    else feed.holes = withHole(feed.holes, { from, to: at });
    feed.since = Math.min(feed.since ?? Infinity, from);
  }

  /** Holes that no window reaches any more are forgotten. */
  forgetBefore(time: number): void {
    for (const feed of this.all) feed.holes = feed.holes.filter(({ to }) => to > time);
  }

  /** The feeds of a source that figures of some types in slots of a level rest on. */
  #restOn(source: number, types: readonly RecordType[], level: Level): readonly FeedState[] {
    const feeds = this.of(source).filter((feed) =>
      types.some((type) => feed.gives(type) && !(isFigure(type) && this.isReplaced(feed))),
    );
    return feeds.filter((feed) => makesSlots(feed, feeds, level));
  }

  /** How far the use of a source is known in a stretch of time that goes on until now. */
  useIn(source: number, { level, from }: BasisSpan): UseState {
    const isUse = (feed: FeedState): boolean => feed.gives('usage') && !this.isReplaced(feed);
    if (
      !this.of(source)
        .filter(isUse)
        .every((feed) => feed.isBegun)
    )
      return 'unread';
    const isBehind = ({ asOf }: FeedState): boolean => asOf !== undefined && asOf <= from;
    return this.#restOn(source, ['usage'], level).some(isBehind) ? 'behind' : 'read';
  }

  /** What a figure of a stretch of time rests on that is made of records of some types. */
  basisOf(
    types: readonly RecordType[],
    now: number,
    { level, from }: BasisSpan,
    sources?: SourceChoice,
  ): Basis {
    const included: string[] = [];
    const missing: string[] = [];
    let asOf = Infinity;
    let isCut = false;
    let isReady = this.isNamed;
    for (const source of this.order) {
      if (sources?.has(source) === false) continue;
      const feeds = this.#restOn(source, types, level);
      if (feeds.length === 0) continue;
      const name = this.sourceName(source);
      if (feeds.some((feed) => feed.isMissing(now, from))) missing.push(name);
      else included.push(name);
      for (const feed of feeds) {
        if (!feed.everRead) isReady = false;
        if (feed.since !== undefined && feed.since > from) isCut = true;
        if (feed.asOf !== undefined) asOf = Math.min(asOf, feed.asOf);
      }
    }
    return {
      coverage: { included, missing },
      asOf: asOf === Infinity ? undefined : isoAt(asOf),
      isCut,
      isReady,
    };
  }

  /** When the next feed becomes stale, after a time. */
  nextStaleAfter(time: number): number {
    let next = Infinity;
    for (const feed of this.all) {
      if (feed.isGone) continue;
      const at = feed.staleAt();
      if (at >= time && at < next) next = at;
    }
    return next;
  }
}
