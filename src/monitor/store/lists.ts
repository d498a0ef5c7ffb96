import type { Limit, Ref } from '../../records/index.js';
import type { EntityClass, Entities, EntityRecord } from './entities.js';
import type { FeedState } from './feed-state.js';
import type { Feeds } from './feeds.js';
import type { Figures } from './figures.js';
import { Ints } from './grow.js';
import { HeldLimits } from './held-limits.js';
import { compact, isNews, type ListEffects, type ListRecord, tombstoneOf } from './list-changes.js';
import { mergeHeld } from './merge.js';
import { isSame } from './same.js';
import { DAY_MS } from '../../records/durations.js';

/** What is no longer listed is kept for so long, so that spend keeps its name. */
const TOMBSTONE_MS = 35 * DAY_MS;

/** People, keys and projects as their lists hold them, joined where several lists hold the same. */
export class Lists {
  /** For each feed: in which reading a thing was seen last; 0 where the list does not hold it. */
  readonly #stamps = new Map<number, Ints>();
  /** The list of a thing that one list holds; of others, all their records. */
  readonly #holder = new Ints(-1);
  readonly #several = new Map<number, Map<number, EntityRecord>>();
  readonly #limits = new HeldLimits();
  readonly #goneAt = new Map<number, number>();

  constructor(
    private readonly entities: Entities,
    private readonly feeds: Feeds,
    private readonly figures: Figures,
    private readonly effects: ListEffects,
  ) {}

  get limits(): ReadonlyMap<string, { readonly record: Limit }> {
    return this.#limits.all;
  }

  apply(record: ListRecord, feed: FeedState): void {
    if (record.type === 'limit') this.#applyLimit(record, feed);
    else this.#applyEntity(record, feed);
  }

  #stampsOf(feed: FeedState): Ints {
    const stamps = this.#stamps.get(feed.place) ?? new Ints(0);
    this.#stamps.set(feed.place, stamps);
    return stamps;
  }

  #placeOf(record: EntityRecord, feed: FeedState): number {
    const name: EntityClass = record.type;
    const environment = record.type === 'principal' ? record.environment : undefined;
    return this.entities.place(name, feed.source, record.id, environment);
  }

  #applyEntity(record: EntityRecord, feed: FeedState): void {
    const place = this.#placeOf(record, feed);
    this.#stampsOf(feed).set(place, feed.number);
    const before = this.entities.recordOf(place);
    const merged = this.#hold(place, record, feed);
    this.#goneAt.delete(place);
    if (before !== undefined && isSame(before, merged)) return;
    this.effects.held(feed, record);
    const after = before === undefined ? compact(merged) : { ...merged, revision: before.revision + 1 };
    this.#set(place, before, after, isNews(before, record, feed));
  }

  #set(place: number, before: EntityRecord | undefined, after: EntityRecord, isNews: boolean): void {
    const owner = this.entities.ownerOf(place);
    this.entities.setRecord(place, after);
    if (after.type === 'credential' && this.#join(place, after.owner, after.scopeContainer))
      this.figures.regroupCredential(place);
    this.effects.entity(place, { before, after, owner, isNews });
  }

  /** Returns whether the credential belongs to somebody or something else now. */
  #join(credential: number, owner: Ref | undefined, container: Ref | undefined): boolean {
    const ownerMoved = this.entities.setOwner(credential, this.#placeOfRef('principal', owner, credential));
    const projectMoved = this.entities.setProject(
      credential,
      this.#placeOfRef('project', container, credential),
    );
    return ownerMoved || projectMoved;
  }

  #placeOfRef(name: EntityClass, ref: Ref | undefined, credential: number): number {
    if (ref === undefined) return -1;
    const source = this.feeds.sourceId(ref.source) ?? this.entities.sourceOf(credential);
    const place = this.entities.place(name, source, ref.id);
    this.entities.hintName(place, ref.name);
    return place;
  }

  #hold(place: number, record: EntityRecord, feed: FeedState): EntityRecord {
    const holder = this.#holder.get(place);
    const known = this.entities.recordOf(place);
    const several = this.#several.get(place);
    if (several === undefined && (holder < 0 || holder === feed.place || known === undefined)) {
      this.#holder.set(place, feed.place);
      return record;
    }
    const all = several ?? new Map<number, EntityRecord>(known === undefined ? [] : [[holder, known]]);
    all.set(feed.place, compact(record));
    this.#several.set(place, all);
    return this.#merge(all) ?? record;
  }

  #merge(all: ReadonlyMap<number, EntityRecord>): EntityRecord | undefined {
    return mergeHeld(
      [...all].map(([feed, record]) => ({
        record,
        precedence: this.feeds.all[feed]?.info.precedence ?? 0,
      })),
    );
  }

  /** Removes what a complete reading did not see. */
  sweep(feed: FeedState, now: number): void {
    const stamps = this.#stamps.get(feed.place);
    if (stamps !== undefined)
      for (let place = 0; place < this.entities.end; place += 1) {
        const stamp = stamps.get(place);
        if (stamp === 0 || stamp === feed.number) continue;
        stamps.set(place, 0);
        this.#release(place, feed, now);
      }
    for (const record of this.#limits.unseen(feed)) this.#releaseLimit(record, feed);
  }

  /** Forgets what only a list held that is read no longer, and returns it. */
  leave(feed: FeedState): readonly number[] {
    const stamps = this.#stamps.get(feed.place);
    const left: number[] = [];
    for (let place = 0; stamps !== undefined && place < this.entities.end; place += 1) {
      if (stamps.get(place) === 0) continue;
      stamps.set(place, 0);
      this.#letGo(place, feed, () => {
        this.#drop(place);
        left.push(place);
      });
    }
    this.#stamps.delete(feed.place);
    for (const record of this.#limits.of(feed)) this.#releaseLimit(record, feed);
    return left;
  }

  /** Forgets what was listed no longer already, of a source that is read no longer, and returns it. */
  leaveGone(source: number): readonly number[] {
    const left = [...this.#goneAt.keys()].filter((place) => this.entities.sourceOf(place) === source);
    for (const place of left) {
      this.#goneAt.delete(place);
      this.#drop(place);
    }
    return left;
  }

  #drop(place: number): void {
    this.entities.setRecord(place, undefined);
    const wasOwned = this.entities.setOwner(place, -1);
    const wasContained = this.entities.setProject(place, -1);
    if (wasOwned || wasContained) this.figures.regroupCredential(place);
  }

  #releaseLimit(record: Limit, feed: FeedState): void {
    if (!this.#limits.remove(record.uid)) return;
    this.effects.released(feed, record);
    this.effects.limit(record.uid, record, undefined, isNews(record, record, feed));
  }

  /** Takes a record out of a list, as a complete reading without it does. */
  release(record: ListRecord, feed: FeedState, now: number): void {
    if (record.type === 'limit') {
      this.#releaseLimit(record, feed);
      return;
    }
    const place = this.#placeOf(record, feed);
    if (this.#stampsOf(feed).get(place) === 0) return;
    this.#stampsOf(feed).set(place, 0);
    this.#release(place, feed, now);
  }

  /** What is no longer listed, as it was. */
  restoreGone(record: EntityRecord, feed: FeedState, at: number): void {
    const place = this.#placeOf(record, feed);
    if (this.entities.recordOf(place) !== undefined) return;
    this.#goneAt.set(place, at);
    this.#set(place, undefined, record, false);
  }

  #release(place: number, feed: FeedState, now: number): void {
    this.#letGo(place, feed, (before) => {
      this.#goneAt.set(place, now);
      this.#set(place, before, tombstoneOf(before), isNews(before, before, feed));
    });
  }

  /** Takes a record out of a list; `gone` is called where no other list holds it. */
  #letGo(place: number, feed: FeedState, gone: (before: EntityRecord) => void): void {
    const before = this.entities.recordOf(place);
    if (before === undefined) return;
    this.effects.released(feed, this.recordIn(feed.place, place) ?? before);
    const several = this.#several.get(place);
    several?.delete(feed.place);
    const left = several === undefined ? undefined : this.#merge(several);
    if (left !== undefined) {
      if (!isSame(before, left))
        this.#set(place, before, { ...left, revision: before.revision + 1 }, isNews(before, left, feed));
      return;
    }
    this.#several.delete(place);
    this.#holder.set(place, -1);
    gone(before);
  }

  #applyLimit(record: Limit, feed: FeedState): void {
    const change = this.#limits.put(record, feed);
    if (change === undefined) return;
    this.effects.held(feed, record);
    this.effects.limit(record.uid, change.before, change.after, isNews(change.before, record, feed));
  }

  /** A client says how many requests it may send. That is how things are, and no news. */
  learnLimit(record: Limit, countedBy: string): void {
    const change = this.#limits.learn(record, countedBy);
    if (change !== undefined) this.effects.limit(record.uid, change.before, change.after, false);
    this.#unlearned(this.#limits.unlearn(record.source));
  }

  /** Forgets what the client of a source knew of its limits. */
  forgetLimits(source: string): void {
    this.#unlearned(this.#limits.unlearn(source, 0));
  }

  #unlearned(gone: readonly Limit[]): void {
    for (const each of gone) this.effects.limit(each.uid, each, undefined, false);
  }

  /** Forgets what nothing has named for long: request windows, and tombstones; `isUsed` says whether figures still name one. */
  forget(now: number, isUsed: (place: number) => boolean, retired: (place: number) => void): void {
    this.#unlearned(this.#limits.unlearnOld(now));
    for (const [place, at] of this.#goneAt) {
      if (now - at < TOMBSTONE_MS || isUsed(place)) continue;
      this.#goneAt.delete(place);
      retired(place);
      this.entities.retire(place);
    }
  }

  /** What the lists hold, for a journal. */
  *dump(): Generator<{ readonly feed: FeedState; readonly record: ListRecord }> {
    for (const [place, stamps] of this.#stamps) {
      const feed = this.feeds.all[place];
      if (feed === undefined) continue;
      for (let at = 0; at < this.entities.end; at += 1) {
        const record = stamps.get(at) === 0 ? undefined : this.recordIn(place, at);
        if (record !== undefined) yield { feed, record };
      }
    }
    for (const { feed: place, record } of this.#limits.all.values()) {
      const feed = this.feeds.all[place];
      if (feed !== undefined) yield { feed, record };
    }
  }

  /** A list's own record of a thing. */
  recordIn(feed: number, place: number): EntityRecord | undefined {
    return this.#several.get(place)?.get(feed) ?? this.entities.recordOf(place);
  }

  /** Things that are no longer listed, with the time since when, for a journal. */
  *dumpGone(): Generator<{ readonly record: EntityRecord; readonly at: number; readonly source: number }> {
    for (const [place, at] of this.#goneAt) {
      const record = this.entities.recordOf(place);
      if (record !== undefined) yield { record, at, source: this.entities.sourceOf(place) };
    }
  }
}
