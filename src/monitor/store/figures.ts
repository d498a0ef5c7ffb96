import type { CostRecord, Dims, Money, Ref, UsageRecord } from '../../records/index.js';
import { wordsOf } from '../../../operators/internal/fingerprint.js';
import { Days } from './days.js';
import type { Entities, EntityClass } from './entities.js';
import type { FeedState } from './feed-state.js';
import { Bytes, Ints, Names } from './grow.js';
import { LANES, MEASURE_MASK, MONEY_MASK, measuresToLanes, moneyToLanes } from './lanes.js';
import { DAY, levelOfWidth, LEVELS, MINUTE, slotOf, startOf, UNIT_MS, type Level } from './levels.js';
import { Delta } from './delta.js';
import { Points } from './points.js';
import { above, Resources, type Resource } from './resources.js';
import { Origins, SeriesTable, type SeriesKey } from './series.js';
import { Times } from './times.js';

/** How many slots of each level are held. */
export type Depth = readonly [minutes: number, hours: number, days: number];

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

type FigureRecord = UsageRecord | CostRecord;
export type Prices = (usage: UsageRecord) => Money | undefined;

/** Counts of one column of one feed, to see without a search that no bucket was withdrawn. */
interface ColumnCount {
  held: number;
  seen: number;
  reading: number;
}

/** The place of the environment among the other dimensions of a series. */
const ENVIRONMENT = 3;

const FEED_SHIFT = 2 ** 20;
/** What a withdrawn bucket is stamped with. */
const WITHDRAWN = -1;

/** Which feed and reading a bucket was last seen in. */
const stampOf = (feed: FeedState): number =>
  ((feed.place % 2047) + 1) * FEED_SHIFT + (feed.number % FEED_SHIFT);
const feedOf = (stamp: number): number => Math.floor(stamp / FEED_SHIFT) - 1;

/** Use and cost by series and time. */
export class Figures {
  readonly origins = new Origins();
  readonly resources = new Resources();
  readonly series = new SeriesTable();
  readonly points = new Points(this.series);
  readonly days = new Days();
  readonly rests = new Names();
  readonly times = new Times();
  readonly watchers = new Set<FigureWatcher>();
  /** When a credential, or a bearer, was last seen in use, in minutes since 1970; -1 for never. */
  readonly lastUse = new Ints(-1);
  /** Whether single requests, and not sums, show the last use. */
  readonly #byRequest = new Bytes();
  /** Days of which a source has reported costs. */
  readonly #reported = new Map<number, Set<number>>();
  readonly #counts = new Map<number, Map<number, ColumnCount>>();
  readonly #lanes = new Float64Array(LANES);
  readonly #words = new Int32Array(3);
  readonly #delta = new Delta();
  readonly #key: SeriesKey = {
    resource: 0,
    origin: -1,
    credential: -1,
    principal: -1,
    project: -1,
    model: -1,
    rest: 0,
  };
  /** Told when a credential is seen in use later than before. */
  used: ((credential: number) => void) | undefined;
  #latest = Infinity;
  readonly floors: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  /** The currency that the price function answers in. */
  pricesOrigin = -1;

  constructor(
    private readonly entities: Entities,
    private readonly sourceId: (name: string) => number | undefined,
    private readonly isReplaced: (feed: FeedState) => boolean,
    private readonly depth: Depth,
    private readonly prices: Prices | undefined,
  ) {
    this.rests.idOf('');
  }

  /** Whether a price function answers for what is not reported yet. */
  get hasPrices(): boolean {
    return this.prices !== undefined;
  }

  isReported(source: number, day: number): boolean {
    return this.#reported.get(source)?.has(day) === true;
  }

  #entity(name: EntityClass, ref: Ref | null | undefined, source: number, environment?: string): number {
    if (ref == null) return -1;
    const place = this.entities.place(name, this.sourceId(ref.source) ?? source, ref.id, environment);
    this.entities.hintName(place, ref.name);
    return place;
  }

  /**
   * Where all figures of a key name one person, it is theirs for as long as no list holds it. Customers, who are distinguished by
   * environment, own no keys: many of them are served with one.
   */
  hintOwner(credential: number, principal: number): void {
    const { entities } = this;
    if (credential < 0 || principal < 0 || entities.environmentOf(principal) !== undefined) return;
    const owner = entities.noteBearer(credential, principal);
    if (entities.recordOf(credential) === undefined && entities.setOwner(credential, owner))
      this.regroupCredential(credential);
  }

  #restOf({ operation, serviceTier, batch, environment }: Dims, lineItem: string | undefined): number {
    if (
      operation === undefined &&
      serviceTier == null &&
      batch == null &&
      environment === undefined &&
      lineItem === undefined
    )
      return 0;
    return this.rests.idOf(
      [operation, serviceTier, batch, environment, lineItem].map((part) => String(part ?? '')).join('\u0000'),
    );
  }

  #noteNames({ dims, temporality }: FigureRecord, feed: FeedState): void {
    if (dims.credential != null) feed.namesKeys = true;
    else if (dims.principal != null && temporality === 'event') feed.namesBearers = true;
  }

  /** An event that counts nothing shows all the same that a credential, or one of a bearer's, was used: it has no series. */
  noteSign(record: FigureRecord, feed: FeedState, ms: number): void {
    this.#noteNames(record, feed);
    const { credential, principal, environment } = record.dims;
    const key = this.#entity('credential', credential, feed.source);
    if (credential != null) this.entities.hintKind(key, credential.kind);
    const bearer = key < 0 ? this.#entity('principal', principal, feed.source, environment) : -1;
    this.#noteUser(key, bearer, ms, 1);
  }

  /** Returns the series of a record; it is made where it is new. */
  seriesFor(record: FigureRecord, feed: FeedState, resource: Resource): number {
    const { dims } = record;
    this.#noteNames(record, feed);
    const source = feed.source;
    const key = this.#key;
    key.resource = resource.id;
    key.origin = record.type === 'cost' ? this.origins.idOf(record.basis, record.cost.currency) : -1;
    key.credential = this.#entity('credential', dims.credential, source);
    key.principal = this.#entity('principal', dims.principal, source, dims.environment);
    key.project = this.#entity('project', dims.project, source);
    key.model = dims.model == null ? -1 : this.entities.place('model', source, dims.model);
    key.rest = this.#restOf(dims, record.type === 'cost' ? record.lineItem : undefined);
    const known = this.series.find(key);
    if (known >= 0) return known;
    if (dims.credential != null) {
      this.entities.hintKind(key.credential, dims.credential.kind);
      this.hintOwner(key.credential, key.principal);
    }
    return this.series.add(key);
  }

  /** Returns the resource of a record; it is made where it is new. */
  resourceFor(record: FigureRecord, feed: FeedState): Resource {
    const resource = this.resources.place(feed.source, record.resource);
    if (!resource.feeds.has(feed.place)) {
      resource.feeds.add(feed.place);
      this.setMuted(resource, (resource.feeds.size === 1 || resource.isMuted) && this.isReplaced(feed));
    }
    return resource;
  }

  /** Writes the figures of a record into the lanes; -1 where they are no figures. */
  lanesOf(record: FigureRecord): number {
    if (record.type === 'cost') return moneyToLanes(record.cost.amount, this.#lanes);
    const mask = measuresToLanes(record.measures, this.#lanes);
    return mask > 0 ? this.#price(record, mask) : mask;
  }

  get lanes(): Float64Array {
    return this.#lanes;
  }

  #price(record: UsageRecord, mask: number): number {
    const price = this.prices?.(record);
    if (price === undefined) return mask;
    const origin = this.origins.idOf('estimated', price.currency);
    if (this.pricesOrigin < 0) this.pricesOrigin = origin;
    if (origin !== this.pricesOrigin) return mask;
    const money = moneyToLanes(price.amount, this.#lanes);
    return money < 0 ? mask : mask | money;
  }

  /**
   * Sets a bucket. Returns the change (to be read before the next call), `false` where the record is no bucket, and
   * undefined where it is too old to be held.
   */
  bucket(record: FigureRecord, feed: FeedState): { delta: Delta; revision: number } | false | undefined {
    const start = this.times.msOf(record.start);
    const end = this.times.msOf(record.end);
    if (start === undefined || end === undefined || end <= start) return false;
    // A time far ahead is a unit taken for another one; it would count in every window, forever.
    if (start > this.#latest) return false;
    const level = levelOfWidth(end - start);
    const mask = this.lanesOf(record);
    if (level === undefined || mask < 0) return false;
    const slot = slotOf(level, start);
    if (slot < this.floors[level]) return undefined;
    const resource = this.resourceFor(record, feed);
    if ((resource.natives & (1 << level)) === 0) this.#noteNative(resource, level);
    const series = this.seriesFor(record, feed, resource);
    const delta = this.#delta;
    delta.series = series;
    delta.level = level;
    delta.slot = slot;
    wordsOf(record.uid, this.#words);
    // 0 is the uid of sums.
    const uid = (this.#words[0] as number) | 1;
    const point = this.points.put(delta, uid, mask, this.#lanes);
    this.#count(point, level, slot, feed);
    this.#noteUse(record, series, mask, start);
    return { delta, revision: this.points.revisionOf(point) };
  }

  #count(point: number, level: Level, slot: number, feed: FeedState): void {
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

  #noteUse(record: FigureRecord, series: number, mask: number, ms: number): void {
    const credential = this.series.credential.get(series);
    if (record.type !== 'usage' || credential < 0) return;
    for (let rest = mask & MEASURE_MASK; rest !== 0; rest &= rest - 1)
      if ((this.#lanes[31 - Math.clz32(rest & -rest)] as number) > 0) {
        this.#useAt(credential, ms, 0);
        return;
      }
  }

  /** Tells whether it is later than what was known. */
  #useAt(place: number, ms: number, byRequest: 0 | 1): boolean {
    const minute = slotOf(MINUTE, ms);
    if (minute <= this.lastUse.get(place)) return false;
    this.lastUse.set(place, minute);
    this.#byRequest.set(place, byRequest);
    this.used?.(place);
    return true;
  }

  /** What shows that a credential was used. */
  evidenceOf(credential: number): 'usage' | 'request_log' {
    return this.#byRequest.get(credential) === 1 ? 'request_log' : 'usage';
  }

  /** Hands a change on to those who sum, then to the sums of the slots above. */
  spread(delta: Delta): void {
    const resource = this.resources.get(this.series.resource.get(delta.series));
    if (delta.mask === 0 || resource === undefined) return;
    this.#tell(delta, resource);
    const start = startOf(delta.level, delta.slot);
    for (const level of above(delta.level)) {
      if (this.resources.isNative(resource, level)) return;
      this.#sumInto(delta, resource, level, slotOf(level, start));
    }
  }

  #sumInto(delta: Delta, resource: Resource, level: Level, slot: number): void {
    delta.level = level;
    delta.slot = slot;
    this.points.sum(delta);
    this.#tell(delta, resource);
  }

  #noteFinest(resource: Resource, level: Level): void {
    if (resource.finest !== undefined && level >= resource.finest) return;
    const wasCoarse = resource.finest !== undefined;
    resource.finest = level;
    if (wasCoarse) for (const watcher of this.watchers) watcher.recast();
  }

  #tell(delta: Delta, resource: Resource): void {
    this.#noteFinest(resource, delta.level);
    const origin = this.series.origin.get(delta.series);
    if (delta.level === DAY) {
      if (!resource.isMuted && origin >= 0) this.#noteReported(resource.source, delta.slot);
      this.days.add(resource.id, origin, delta);
    }
    for (const watcher of this.watchers) watcher.point(delta);
  }

  #noteReported(source: number, day: number): void {
    const days = this.#reported.get(source) ?? new Set<number>();
    this.#reported.set(source, days);
    if (days.has(day)) return;
    days.add(day);
    for (const watcher of this.watchers) watcher.reported(source, day);
  }

  /** Adds figures of a moment, or of a stretch no wider than a level, to the sums of their slots. */
  moment(series: number, mask: number, ms: number, level: Level): Delta | undefined {
    const resource = this.resources.get(this.series.resource.get(series));
    const finest = LEVELS.find((each) => each >= level && slotOf(each, ms) >= this.floors[each]);
    if (resource === undefined || finest === undefined || mask === 0) return undefined;
    const delta = this.#delta;
    delta.series = series;
    delta.mask = mask;
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const lane = 31 - Math.clz32(rest & -rest);
      delta.values[lane] = this.#lanes[lane] as number;
    }
    // What is too old for its slots came in them all the same: the list has figures of that level.
    this.#noteFinest(resource, level);
    const slot = slotOf(finest, ms);
    this.#sumInto(delta, resource, finest, slot);
    for (const each of above(finest)) {
      if (this.resources.isNative(resource, each)) break;
      this.#sumInto(delta, resource, each, slotOf(each, ms));
    }
    return delta;
  }

  /**
   * A request, or growth of a total, shows that the credential of a series was used. A request of which only the bearer is known
   * shows that one of their credentials was.
   */
  noteUseAt(series: number, ms: number, byRequest: 0 | 1): void {
    this.#noteUser(this.series.credential.get(series), this.series.principal.get(series), ms, byRequest);
  }

  #noteUser(credential: number, principal: number, ms: number, byRequest: 0 | 1): void {
    if (credential >= 0) this.#useAt(credential, ms, byRequest);
    else if (byRequest === 1 && principal >= 0 && this.#useAt(principal, ms, byRequest))
      for (const key of this.entities.owned.of(principal)) this.used?.(key);
  }

  /** Sums of finer buckets give way where the provider reports a width itself: they may be grouped in another way. */
  #noteNative(resource: Resource, level: Level): void {
    resource.natives |= 1 << level;
    const ofResource = (point: number): boolean =>
      !this.points.isNative(point) && this.series.resource.get(this.points.seriesOf(point)) === resource.id;
    const delta = new Delta();
    for (const each of LEVELS) {
      if (each < level) continue;
      if (each > level && this.resources.isNative(resource, each)) return;
      for (const slot of this.points.slots(each))
        this.points.prune(each, slot, ofResource, (point) =>
          this.#tell(this.points.read(point, -1, delta), resource),
        );
    }
  }

  /** Buckets of a stretch of time that a whole reading of it no longer holds become 0. */
  withdraw(feed: FeedState, from: number): void {
    const columns = this.#counts.get(feed.place);
    if (columns === undefined) return;
    for (const [key, count] of columns) {
      const level = (key & 3) as Level;
      const slot = Math.floor(key / 4);
      if (startOf(level, slot) < from || slot < this.floors[level]) continue;
      const seen = count.reading === feed.number ? count.seen : 0;
      if (seen < count.held) count.held -= this.#withdrawColumn(feed, level, slot);
    }
  }

  #withdrawColumn(feed: FeedState, level: Level, slot: number): number {
    const now = stampOf(feed);
    const owner = feedOf(now);
    const gone: number[] = [];
    for (const point of this.points.column(level, slot)) {
      const stamp = this.points.stampOf(point);
      if (stamp > 0 && stamp !== now && feedOf(stamp) === owner) gone.push(point);
    }
    for (const point of gone) {
      const delta = this.#delta;
      delta.series = this.points.seriesOf(point);
      delta.level = level;
      delta.slot = slot;
      this.points.put(delta, this.points.uidOf(point), 0, this.#lanes);
      this.points.stamp(point, WITHDRAWN);
      this.spread(delta);
    }
    return gone.length;
  }

  /**
   * Lets go of what is older than is held. Sums over windows must have moved on before. Where the clock was set back, what is held
   * from then on begins earlier again.
   */
  advance(now: number): void {
    this.#latest = now + UNIT_MS[DAY];
    const retired = new Set<number>();
    for (const level of LEVELS) {
      const floor = slotOf(level, now) - this.depth[level] + 1;
      if (floor === this.floors[level]) continue;
      this.floors[level] = floor;
      for (const slot of this.points.slots(level))
        if (slot < floor) this.points.dropColumn(level, slot, (series) => retired.add(series));
    }
    this.#forget();
    for (const series of retired) {
      if (!this.series.isLive(series) || !this.series.isEmpty(series)) continue;
      for (const watcher of this.watchers) watcher.retired(series);
      this.series.retire(series);
    }
  }

  #forget(): void {
    const day = this.floors[DAY];
    this.days.forgetBefore(day);
    for (const days of this.#reported.values()) for (const each of days) if (each < day) days.delete(each);
    for (const columns of this.#counts.values())
      for (const key of columns.keys())
        if (Math.floor(key / 4) < this.floors[(key & 3) as Level]) columns.delete(key);
  }

  regroup(series: number): void {
    for (const watcher of this.watchers) watcher.regroup(series);
  }

  /** What a credential's series belong to has changed. */
  regroupCredential(credential: number): void {
    for (const series of this.series.ofCredential.of(credential)) this.regroup(series);
  }

  setMuted(resource: Resource, isMuted: boolean): void {
    if (resource.isMuted === isMuted) return;
    resource.isMuted = isMuted;
    for (let series = 0; series < this.series.end; series += 1)
      if (this.series.resource.get(series) === resource.id) this.regroup(series);
  }

  /** The narrowest buckets of the list that a series comes from. */
  finestOf(series: number): Level | undefined {
    return this.resources.get(this.series.resource.get(series))?.finest;
  }

  isMuted(series: number): boolean {
    return this.resources.get(this.series.resource.get(series))?.isMuted === true;
  }

  sourceOfSeries(series: number): number {
    return this.resources.get(this.series.resource.get(series))?.source ?? -1;
  }

  /** The environment that a series belongs to, where its figures say one. */
  environmentOf(series: number): string | undefined {
    const environment = this.rests.nameOf(this.series.rest.get(series)).split('\u0000')[ENVIRONMENT];
    return environment === undefined || environment === '' ? undefined : environment;
  }

  /** The feed that reported a bucket last, by its place. */
  feedOf(point: number): number | undefined {
    const stamp = this.points.stampOf(point);
    return stamp > 0 ? feedOf(stamp) : undefined;
  }

  /** A point of an earlier run: sums above it are points of their own. */
  restorePoint(saved: SavedPoint): void {
    const { series, level, slot, uid, isNative, feed, lanes } = saved;
    if (slot < this.floors[level]) return;
    const resource = this.resources.get(this.series.resource.get(series));
    if (resource === undefined) return;
    let mask = 0;
    for (let at = 0; at + 1 < lanes.length; at += 2) {
      const lane = lanes[at] as number;
      this.#lanes[lane] = lanes[at + 1] as number;
      mask |= 1 << lane;
    }
    const delta = this.#delta;
    Object.assign(delta, { series, level, slot });
    if (isNative) {
      const point = this.points.put(delta, uid, mask, this.#lanes);
      if (feed !== undefined) this.#count(point, level, slot, feed);
    } else {
      delta.mask = mask;
      delta.values.set(this.#lanes);
      this.points.sum(delta);
    }
    this.#tell(delta, resource);
  }

  restoreUse(credential: number, minute: number, byRequest: boolean): void {
    this.lastUse.set(credential, minute);
    this.#byRequest.set(credential, byRequest ? 1 : 0);
  }

  /** Whether a series holds money of its own, and not an estimate. */
  isCost(series: number): boolean {
    return this.series.origin.get(series) >= 0;
  }
}

export const hasMoney = (mask: number): boolean => (mask & MONEY_MASK) !== 0;
/** Slots of a level in a day. */
export const slotsOfDay = (level: Level, day: number): readonly [number, number] => [
  slotOf(level, day * UNIT_MS[DAY]),
  slotOf(level, (day + 1) * UNIT_MS[DAY]),
];
