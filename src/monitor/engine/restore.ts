import type { FeedRecord } from '../../records/index.js';
import type { BaselineHead, HeldRecord, JournalEntry, Saved } from '../journal.js';
import { CLASSES, type EntityClass } from '../store/entities.js';
import type { FeedState } from '../store/feed-state.js';
import type { Level } from '../store/levels.js';
import type { Store } from '../store/store.js';
import type { Held } from './findings.js';
import type { EngineParts } from './parts.js';
import { feedKey, type Line, type Lines, type SavedEntity } from './saved-lines.js';

const isClass = (name: string): name is EntityClass => CLASSES.some((each) => each === name);

/** A reading of an earlier run comes before all of this one. */
const firstOf = (at: number | undefined): FeedState['first'] =>
  at === undefined ? undefined : { at, number: 0 };

type OfFigures = Extract<Line, { type: 'series' | 'use' | 'list' | 'name' }>;

const OF_FIGURES: ReadonlySet<string> = new Set<OfFigures['type']>(['series', 'use', 'list', 'name']);

const isOfFigures = (line: Line): line is OfFigures => OF_FIGURES.has(line.type);

/** Puts saved lines back into an empty index. */
class Restorer {
  readonly #store: Store;
  /** Feeds that are read no longer, by source. */
  readonly #left = new Map<string, string[]>();

  constructor(private readonly engine: EngineParts) {
    this.#store = engine.store;
  }

  line(line: Line): void {
    if (isOfFigures(line)) this.#figures(line);
    else if (line.type === 'source') this.#source(line);
    else if (line.type === 'feed') this.#feed(line);
    else if (line.type === 'record') this.put(line);
    else if (line.type === 'gone') this.#gone(line);
    else if (line.type === 'counter') this.#store.counters.restore(line.row);
    else this.#computed(line);
  }

  #figures(line: OfFigures): void {
    if (line.type === 'series') this.#series(line);
    else if (line.type === 'use') this.#use(line);
    else if (line.type === 'name') this.#name(line);
    else this.#list(line);
  }

  #computed(line: Extract<Line, { type: 'finding' | 'settled' | 'days' | 'hour' | 'event' }>): void {
    const { findings, restatements, log } = this.engine;
    if (line.type === 'finding') this.finding(line.held);
    else if (line.type === 'settled') findings.restoreSettled(line.keys);
    else if (line.type === 'days') restatements.restore(line);
    else if (line.type === 'hour') this.#hours(line);
    else log.restoreEvent(line.event);
  }

  /** Where events say which sources there are, those of the last run are known until then. */
  #source({ info }: Lines['source']): void {
    if (this.engine.options.isOpen) this.#store.addSource(info);
  }

  /** What is read no longer: of a source, all feeds (undefined) or some. */
  left(): ReadonlyMap<string, readonly string[] | undefined> {
    const { feeds } = this.#store;
    return new Map(
      [...this.#left].map(([name, gone]) => [name, feeds.sourceId(name) === undefined ? undefined : gone]),
    );
  }

  #feed(line: Lines['feed']): void {
    const feed = this.#store.feeds.find(line.source, line.feed);
    if (feed === undefined) {
      this.#left.set(line.source, [...(this.#left.get(line.source) ?? []), line.feed]);
      return;
    }
    const {
      everWhole,
      everWalked,
      namesKeys,
      namesBearers,
      leftOut,
      partial,
      records,
      requests,
      intervalMs,
    } = line;
    const { asOf, since, lastSuccessAt, mark, reading } = line;
    Object.assign(feed, {
      everWhole,
      everWalked,
      namesKeys,
      namesBearers,
      leftOut,
      partial,
      records,
      requests,
      intervalMs,
    });
    feed.leftOutItems = line.leftOutItems ?? [];
    feed.first = firstOf(line.firstAt);
    Object.assign(feed, { asOf, since, lastSuccessAt, mark, reading, holes: [...line.holes], number: 1 });
    for (const type of line.learned) feed.learned.add(type as FeedRecord['type']);
    if (line.seen.length > 0) this.#store.restoreSeen(feed, line.seen);
  }

  put({ source, feed: id, record }: HeldRecord): void {
    const feed = this.#store.feeds.find(source, id);
    if (feed === undefined || record.type === 'usage' || record.type === 'cost') return;
    // Stamps begin at 1: 0 is what a list does not hold.
    feed.number = Math.max(1, feed.number);
    this.#store.lists.apply(record, feed);
  }

  drop({ source, feed: id, record }: HeldRecord): void {
    const feed = this.#store.feeds.find(source, id);
    if (feed === undefined || record.type === 'usage' || record.type === 'cost') return;
    this.#store.lists.release(record, feed, this.engine.now());
  }

  #gone({ source, at, record }: Lines['gone']): void {
    if (record.type === 'limit') return;
    const sourceId = this.#store.feeds.sourceId(source);
    const [feed] = sourceId === undefined ? [] : this.#store.feeds.of(sourceId);
    if (feed !== undefined) this.#store.lists.restoreGone(record, feed, at);
  }

  #list({ source, name, natives, finest, feeds }: Lines['list']): void {
    const sourceId = this.#store.feeds.sourceId(source);
    if (sourceId === undefined) return;
    const resource = this.#store.figures.resources.place(sourceId, name);
    resource.natives |= natives;
    resource.finest ??= (finest ?? undefined) as Level | undefined;
    for (const key of feeds) {
      const feed = this.#feedOf(key);
      if (feed !== undefined) resource.feeds.add(feed.place);
    }
  }

  #feedOf(key: string): FeedState | undefined {
    return this.#store.feeds.all.find((feed) => feedKey(feed) === key);
  }

  #place(entity: SavedEntity | null): number {
    if (entity === null) return -1;
    const [name, source, id, environment] = entity;
    const sourceId = this.#store.feeds.sourceId(source);
    if (sourceId === undefined || !isClass(name)) return -1;
    return this.#store.entities.place(name, sourceId, id, environment ?? undefined);
  }

  #series(line: Lines['series']): void {
    const { figures, feeds } = this.#store;
    const sourceId = feeds.sourceId(line.source);
    if (sourceId === undefined) return;
    const resource = figures.resources.place(sourceId, line.list);
    const credential = this.#place(line.credential);
    const principal = this.#place(line.principal);
    figures.keys.hintOwner(credential, principal);
    const series = figures.keys.place({
      resource: resource.id,
      origin: line.origin === null ? -1 : figures.origins.idOf(...line.origin),
      credential,
      principal,
      project: this.#place(line.project),
      model: this.#place(line.model),
      rest: figures.keys.rests.idOf(line.rest),
    });
    for (const [level, slot, uid, from, ...lanes] of line.points) {
      const feed = from === null ? undefined : this.#feedOf(from);
      figures.restorePoint({
        series,
        level: level as Level,
        slot,
        uid,
        isNative: from !== null,
        feed,
        lanes,
      });
    }
  }

  #use({ entity, minute, byRequest }: Lines['use']): void {
    const place = this.#place(entity);
    if (place >= 0) this.#store.figures.use.restore(place, minute, byRequest);
  }

  #name({ entity, name, kind }: Lines['name']): void {
    const place = this.#place(entity);
    if (place < 0) return;
    this.#store.entities.hintName(place, name ?? undefined);
    if (kind !== null) this.#store.entities.hintKind(place, kind);
  }

  finding(held: Held): void {
    const sourceId = this.#store.feeds.sourceId(held.ref.source);
    const name = held.kind === 'principal' ? 'principal' : 'credential';
    const isEntity = held.kind === 'principal' || held.kind === 'credential';
    // Numbers of entities are those of this run.
    const place =
      isEntity && sourceId !== undefined ? this.#store.entities.find(name, sourceId, held.ref.id) : undefined;
    this.engine.findings.restore({ ...held, place });
  }

  #hours({ source, hours }: Lines['hour']): void {
    const sourceId = this.#store.feeds.sourceId(source);
    if (sourceId === undefined) return;
    for (const [hour, tokens] of hours) this.engine.history.put(sourceId, hour, tokens);
  }

  entry(entry: JournalEntry): void {
    for (const info of entry.sources ?? []) this.#source({ info });
    for (const held of entry.put ?? []) {
      this.put(held);
      const feed = this.#store.feeds.find(held.source, held.feed);
      if (feed !== undefined) feed.first ??= firstOf(Date.parse(entry.at));
    }
    for (const held of entry.drop ?? []) this.drop(held);
    for (const { source, feed: id, whole } of entry.walked ?? []) {
      const feed = this.#store.feeds.find(source, id);
      if (feed === undefined) continue;
      feed.everWalked = true;
      feed.everWhole ||= whole;
      feed.number = Math.max(1, feed.number);
    }
    for (const held of entry.findings?.set ?? []) this.finding(held);
    for (const id of entry.findings?.drop ?? []) this.engine.findings.remove(id);
    this.engine.findings.restoreSettled(entry.findings?.settled ?? []);
    for (const row of entry.counters ?? []) this.#store.counters.restore(row);
    this.engine.restatements.restore({ told: entry.told ?? [], estimated: [] });
    this.engine.restatements.restoreLanded(entry.landed ?? []);
    for (const event of entry.changes ?? []) this.engine.log.restoreEvent(event);
  }
}

/** Puts what a journal kept into an engine that has seen nothing yet. Returns what is read no longer: of a source, all or some feeds. */
export const restoreInto = (
  engine: EngineParts,
  { baseline, entries }: Saved,
): ReadonlyMap<string, readonly string[] | undefined> => {
  const restorer = new Restorer(engine);
  let seq = 0;
  let hasLog = false;
  for (const line of baseline ?? []) {
    if (line.type === 'head') {
      const { epoch, n, seq: upTo } = line as BaselineHead;
      engine.log.restore({ epoch, n });
      seq = upTo;
      hasLog = true;
    } else restorer.line(line as unknown as Line);
  }
  for (const entry of entries) {
    if (entry.seq <= seq) continue;
    if (!hasLog) hasLog = adoptLog(engine, entry);
    restorer.entry(entry);
    seq = entry.seq;
  }
  engine.keeper.seq = seq;
  return restorer.left();
};

/** Returns when a journal was written last, in milliseconds. */
export const keptTo = ({ baseline, entries }: Saved): number => {
  let last = -Infinity;
  const note = ({ at }: { readonly at: string }): void => {
    const ms = Date.parse(at);
    if (ms > last) last = ms;
  };
  for (const line of baseline ?? []) if (line.type === 'head') note(line as BaselineHead);
  for (const entry of entries) note(entry);
  return last;
};

/** Without a baseline the log is named by its first event. */
const adoptLog = (engine: EngineParts, entry: JournalEntry): boolean => {
  const [first] = entry.changes ?? [];
  if (first === undefined) return false;
  const [epoch = ''] = first.position.split('.');
  engine.log.restore({ epoch, n: 0 });
  return true;
};
