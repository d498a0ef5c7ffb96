import type { CostRecord, FeedRecord, UsageRecord } from '../../records/index.js';
import type { FeedEvent, SourceInfo } from '../feed.js';
import { Counters, type ReadTime } from './counters.js';
import { Entities } from './entities.js';
import type { FeedState } from './feed-state.js';
import { Feeds } from './feeds.js';
import type { Prices } from './figure-lanes.js';
import { Figures, type Depth } from './figures.js';
import { forgetSources, forgetUnused } from './forget.js';
import { MINUTE } from './levels.js';
import { Lists } from './lists.js';
import { countedByIn, misfitOf, requestLimitsIn } from './misfit.js';
import type { Resource } from './resources.js';
import { namedByFigures, withoutRecord } from './named.js';
import { SeenOnce } from './once.js';
import { refuse } from './refuse.js';
import { revised } from './revised.js';
import type { StoreEffects } from './store-effects.js';
import { DAY_MS } from '../../records/durations.js';
import { isListRecord, type ListRecord } from './list-changes.js';

interface StoreOptions {
  readonly depth: Depth;
  readonly prices: Prices | undefined;
}

type FigureRecord = UsageRecord | CostRecord;

/** Everything that is known: updated in place, record by record. To apply an event twice changes nothing. */
export class Store {
  readonly feeds = new Feeds();
  readonly entities = new Entities((source) => this.feeds.sourceName(source));
  readonly figures: Figures;
  readonly counters: Counters;
  readonly lists: Lists;
  readonly #seen = new Map<number, SeenOnce>();
  #day = -Infinity;

  constructor(
    private readonly effects: StoreEffects,
    { depth, prices }: StoreOptions,
  ) {
    this.figures = new Figures(
      this.entities,
      (name) => this.feeds.sourceId(name),
      (feed) => this.feeds.isReplaced(feed),
      depth,
      prices,
    );
    this.counters = new Counters(this.figures);
    this.lists = new Lists(this.entities, this.feeds, this.figures, effects);
  }

  addSource(info: SourceInfo): void {
    const gone = this.feeds.retire(info);
    if (gone.length > 0) this.#leave(info, gone);
    const id = this.feeds.add(info);
    this.entities.place('source', id, info.name);
    this.entities.place('none', id, '');
  }

  /** What is read no longer is known no longer: nobody knows what became of it. */
  #leave({ name, feeds }: SourceInfo, gone: readonly FeedState[]): void {
    const isWhole = feeds.length === 0;
    const source = this.feeds.sourceId(name) ?? -1;
    for (const resource of this.figures.resources.listed()) {
      if (resource.source !== source || !this.#isOnlyOf(resource, gone)) continue;
      this.figures.setMuted(resource, true);
      this.figures.resources.leave(resource);
    }
    const left = gone.flatMap((feed) => this.lists.leave(feed));
    for (const feed of gone) this.#seen.delete(feed.place);
    if (isWhole) {
      left.push(...this.lists.leaveGone(source));
      this.lists.forgetLimits(name);
      this.counters.leave(name);
    }
    this.#letGo(left);
    this.effects.left(name, isWhole ? undefined : gone.map(({ info }) => info.id));
  }

  /** What other lists still name stays, without a record. */
  #letGo(places: readonly number[]): void {
    const isNamed = this.#isNamed();
    for (const place of places) {
      this.#retired(place);
      if (!isNamed(place)) this.entities.retire(place);
    }
  }

  readonly #retired = (place: number): void => {
    this.figures.use.forget(place);
    this.effects.retired(place);
  };

  #isOnlyOf(resource: Resource, gone: readonly FeedState[]): boolean {
    return [...resource.feeds].every((place) => gone.some((feed) => feed.place === place));
  }

  apply(event: FeedEvent): void {
    switch (event.type) {
      case 'source':
        this.addSource(event.info);
        this.effects.sources(event.info);
        return;
      case 'drift':
        this.effects.drift(event.drift, event.at);
        return;
      case 'lost':
        this.effects.lost(event.source, event.at);
        return;
      case 'moved':
        this.#moved(event);
        return;
      case 'begin':
      case 'records':
      case 'end':
      case 'failed':
        this.#ofReading(event);
    }
  }

  #moved(event: Extract<FeedEvent, { type: 'moved' }>): void {
    const feed = this.feeds.find(event.source, event.feed);
    if (feed === undefined || event.reading < feed.reading) return;
    feed.nextPollAt = this.figures.times.msOf(event.nextPollAt);
    this.effects.feed(feed);
  }

  #ofReading(event: Extract<FeedEvent, { type: 'begin' | 'records' | 'end' | 'failed' }>): void {
    const feed = this.feeds.find(event.source, event.feed);
    // An event of an earlier reading, or of one that has ended: it came twice, or too late.
    if (feed === undefined || !this.feeds.enter(feed, event.reading, event.at, event.type === 'begin'))
      return;
    if (event.type === 'begin') this.effects.feed(feed);
    else if (event.type === 'records') this.#records(event, feed);
    else this.#end(event, feed);
  }

  #records(event: Extract<FeedEvent, { type: 'records' }>, feed: FeedState): void {
    const { times } = this.figures;
    const { records, reading, seenIn, at: sentAt } = event;
    const readAt = times.msOf(reading) ?? 0;
    // What is kept of earlier readings is of their time.
    const at: ReadTime = {
      reading: times.msOf(seenIn) ?? readAt,
      now: Math.min(readAt, times.msOf(sentAt) ?? readAt),
      isKept: seenIn !== undefined,
    };
    feed.recordsSoFar += records.length;
    let [hasUsage, hasCost] = [false, false];
    for (const record of records) {
      const misfit = misfitOf(record);
      if (misfit !== undefined) {
        refuse(record, feed, misfit);
        continue;
      }
      if (!feed.learned.has(record.type)) feed.learned.add(record.type);
      if (record.type === 'usage') hasUsage = true;
      else if (record.type === 'cost') hasCost = true;
      if (!this.#record(record, feed, at)) refuse(record, feed);
    }
    if (hasUsage) this.effects.figures(feed.source, 'usage');
    if (hasCost) this.effects.figures(feed.source, 'cost');
  }

  /** Returns whether the record could be used. */
  #record(record: FeedRecord, feed: FeedState, at: ReadTime): boolean {
    if (isListRecord(record)) return this.#listRecord(record, feed);
    switch (record.temporality) {
      case 'bucket':
        return this.#bucket(record, feed);
      case 'event':
        return this.#event(record, feed, at.now);
      case 'cumulative':
      case 'period_to_date':
        return this.#counter(record, feed, at);
      case 'gauge':
        this.effects.record?.(record);
        return true;
    }
  }

  #listRecord(record: ListRecord, feed: FeedState): boolean {
    this.lists.apply(record, feed);
    this.effects.record?.(record);
    return true;
  }

  #bucket(record: FigureRecord, feed: FeedState): boolean {
    const change = this.figures.bucket(record, feed);
    if (change === false) return false;
    if (change === undefined) return true;
    this.effects.record?.(revised(record, feed, change));
    this.figures.spread(change.delta);
    return true;
  }

  #event(record: FigureRecord, feed: FeedState, at: number): boolean {
    const { times } = this.figures;
    const ms = record.start === undefined ? (times.msOf(record.observedAt) ?? at) : times.msOf(record.start);
    const mask = this.figures.lanes.write(record);
    if (mask < 0 || ms === undefined || this.figures.isAhead(ms)) return false;
    if (!this.seenOf(feed).isNew(record.uid)) return true;
    if (mask === 0) {
      this.figures.noteSign(record, feed, ms);
      this.effects.record?.(record);
      return true;
    }
    const series = this.figures.keys.seriesFor(record, feed, this.figures.resourceFor(record, feed));
    this.figures.moment(series, mask, ms, MINUTE);
    if (record.type === 'usage') this.figures.noteUseAt(series, ms, 1);
    this.effects.record?.(record);
    return true;
  }

  #counter(record: FigureRecord, feed: FeedState, at: ReadTime): boolean {
    const resets = this.counters.apply(record, feed, at);
    if (resets === undefined) return false;
    for (const reset of resets) this.effects.reset(record, reset);
    this.effects.record?.(record);
    return true;
  }

  seenOf(feed: FeedState): SeenOnce {
    const seen = this.#seen.get(feed.place) ?? new SeenOnce();
    this.#seen.set(feed.place, seen);
    return seen;
  }

  restoreSeen(feed: FeedState, prints: readonly string[]): void {
    this.#seen.set(feed.place, new SeenOnce(prints));
  }

  #end(event: Extract<FeedEvent, { type: 'end' | 'failed' }>, feed: FeedState): void {
    const isWhole = event.type === 'end' && event.end === 'complete' && feed.refused === 0;
    if (isWhole && feed.anchored) this.#sweep(event, feed);
    // Without a mark the next reading begins where this one did.
    if (event.type === 'end' && (event.end === 'complete' || event.mark !== undefined))
      this.#seen.get(feed.place)?.ended();
    for (const record of requestLimitsIn(event)) {
      this.lists.learnLimit(record, countedByIn(event));
      this.effects.record?.(record);
    }
    const wasWhole = feed.everWhole;
    this.feeds.leave(feed, event);
    if (feed.everWhole && !wasWhole) this.#mute(feed.source);
    this.effects.ended(feed, isWhole);
  }

  #sweep(event: Extract<FeedEvent, { type: 'end' }>, feed: FeedState): void {
    const { kind } = feed.info;
    // Both read a whole list each time.
    if (kind === 'snapshot' || kind === 'counters')
      this.lists.sweep(feed, this.figures.times.msOf(event.at) ?? 0);
    const from = this.figures.times.msOf(event.from);
    if (feed.info.kind === 'buckets' && from !== undefined) this.figures.withdraw(feed, from);
  }

  /** Figures of lists that another list of the source replaces no longer count. */
  #mute(source: number): void {
    for (const resource of this.figures.resources.all) {
      if (resource.source !== source || resource.isGone) continue;
      const feeds = [...resource.feeds].flatMap((place) => this.feeds.all[place] ?? []);
      this.figures.setMuted(resource, feeds.length > 0 && feeds.every((feed) => this.feeds.isReplaced(feed)));
    }
  }

  /** Time has passed. Once a day, what nothing refers to any more is forgotten. */
  advance(now: number): void {
    this.figures.advance(now);
    const day = Math.floor(now / DAY_MS);
    if (day === this.#day) return;
    this.#day = day;
    this.feeds.forgetBefore(this.figures.floors[2] * DAY_MS);
    this.counters.forget(now);
    this.#forgetUnused(now);
  }

  #forgetUnused(now: number): void {
    forgetUnused(this.figures);
    const isNamed = this.#isNamed();
    this.lists.forget(now, isNamed, this.#retired);
    for (const place of withoutRecord(this.entities, this.feeds.sources.length)) {
      if (isNamed(place)) continue;
      this.#retired(place);
      this.entities.retire(place);
    }
    forgetSources(this, this.#retired, this.effects);
  }

  /** Returns whether figures or other entities name an entity. */
  #isNamed(): (place: number) => boolean {
    const { entities, figures } = this;
    const named = namedByFigures(entities, figures);
    return (place) =>
      named[place] === 1 || entities.owned.first(place) >= 0 || entities.contained.first(place) >= 0;
  }
}
