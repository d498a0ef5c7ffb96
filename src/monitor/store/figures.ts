import type { CostRecord, UsageRecord } from '../../records/index.js';
import { wordsOf } from '../../../operators/internal/fingerprint.js';
import { Days } from './days.js';
import type { Entities } from './entities.js';
import type { FeedState } from './feed-state.js';
import type { FigureWatcher, SavedPoint } from './figure-watcher.js';
import { LastUse } from './last-use.js';
import { FigureLanes, type Prices } from './figure-lanes.js';
import { DAY, levelOfWidth, LEVELS, MINUTE, slotOf, startOf, UNIT_MS, type Level } from './levels.js';
import { Delta } from './delta.js';
import { Points } from './points.js';
import { ReportedDays } from './reported-days.js';
import { above, Resources, type Resource } from './resources.js';
import { SeenColumns } from './seen-columns.js';
import { SeriesKeys } from './series-keys.js';
import { Origins, SeriesTable } from './series.js';
import { Times } from './times.js';

/** How many slots of each level are held. */
export type Depth = readonly [minutes: number, hours: number, days: number];

type FigureRecord = UsageRecord | CostRecord;

/** Use and cost by series and time. */
export class Figures {
  readonly origins = new Origins();
  readonly resources = new Resources();
  readonly series = new SeriesTable();
  readonly points = new Points(this.series);
  readonly seen = new SeenColumns(this.points);
  readonly use: LastUse;
  readonly keys: SeriesKeys;
  readonly days = new Days();
  readonly times = new Times();
  readonly watchers = new Set<FigureWatcher>();
  readonly lanes: FigureLanes;
  readonly reportedDays = new ReportedDays();
  readonly #words = new Int32Array(3);
  readonly #delta = new Delta();
  /** To the minute. */
  #now = Infinity;
  readonly floors: [number, number, number] = [-Infinity, -Infinity, -Infinity];

  constructor(
    private readonly entities: Entities,
    sourceId: (name: string) => number | undefined,
    private readonly isReplaced: (feed: FeedState) => boolean,
    private readonly depth: Depth,
    prices: Prices | undefined,
  ) {
    this.lanes = new FigureLanes(this.origins, prices);
    this.use = new LastUse(entities);
    this.keys = new SeriesKeys(entities, sourceId, this.origins, this.series, (credential) => {
      this.regroupCredential(credential);
    });
  }

  /** Whether a time is far ahead: a unit taken for another one. It would count in every window, forever. */
  isAhead(ms: number): boolean {
    return ms > this.#now + UNIT_MS[DAY];
  }

  isReported(source: number, day: number): boolean {
    return this.reportedDays.has(source, day);
  }

  /** An event that counts nothing shows all the same that a credential, or one of a bearer's, was used: it has no series. */
  noteSign(record: FigureRecord, feed: FeedState, ms: number): void {
    this.keys.noteNames(record, feed);
    const { credential, principal, environment } = record.dims;
    const key = this.keys.entity('credential', credential, feed.source);
    if (credential != null) this.entities.hintKind(key, credential.kind);
    const bearer = key < 0 ? this.keys.entity('principal', principal, feed.source, environment) : -1;
    this.use.noteBy(key, bearer, ms, 1);
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

  /**
   * Sets a bucket. Returns the change (to be read before the next call), `false` where the record is no bucket, and
   * undefined where it is too old to be held.
   */
  bucket(record: FigureRecord, feed: FeedState): { delta: Delta; revision: number } | false | undefined {
    const start = this.times.msOf(record.start);
    const end = this.times.msOf(record.end);
    if (start === undefined || end === undefined || end <= start) return false;
    if (this.isAhead(start)) return false;
    const level = levelOfWidth(end - start);
    const mask = this.lanes.write(record);
    if (level === undefined || mask < 0) return false;
    const slot = slotOf(level, start);
    if (slot < this.floors[level]) return undefined;
    const resource = this.resourceFor(record, feed);
    if ((resource.natives & (1 << level)) === 0) this.#noteNative(resource, level);
    const series = this.keys.seriesFor(record, feed, resource);
    const delta = this.#delta;
    delta.series = series;
    delta.level = level;
    delta.slot = slot;
    wordsOf(record.uid, this.#words);
    // 0 is the uid of sums.
    const uid = (this.#words[0] as number) | 1;
    const point = this.points.put(delta, uid, mask, this.lanes.values);
    this.seen.count(point, level, slot, feed);
    const credential = this.series.credential.get(series);
    // A bucket may go on for hours yet: that it was named is known now.
    if (credential >= 0) this.use.name(credential, Math.min(end, this.#now + UNIT_MS[MINUTE]));
    if (record.type === 'usage' && credential >= 0 && this.lanes.hasUse(mask))
      this.use.note(credential, start, 0);
    return { delta, revision: this.points.revisionOf(point) };
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
    const before = resource.finest;
    if (before !== undefined && level >= before) return;
    resource.finest = level;
    if (before !== undefined) for (const watcher of this.watchers) watcher.recast();
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
    if (this.reportedDays.add(source, day))
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
      delta.values[lane] = this.lanes.values[lane] as number;
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
    this.use.noteBy(this.series.credential.get(series), this.series.principal.get(series), ms, byRequest);
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
    const delta = this.#delta;
    for (const gone of this.seen.unseen(feed, from, this.floors))
      for (const point of gone) {
        delta.series = this.points.seriesOf(point);
        delta.level = this.points.levelOf(point);
        delta.slot = this.points.slotOf(point);
        this.points.put(delta, this.points.uidOf(point), 0, this.lanes.values);
        this.spread(delta);
      }
  }

  /**
   * Lets go of what is older than is held. Sums over windows must have moved on before. Where the clock was set back, what is held
   * from then on begins earlier again.
   */
  advance(now: number): void {
    this.#now = now;
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
      this.keys.retire(series);
    }
  }

  #forget(): void {
    this.days.forgetBefore(this.floors[DAY]);
    this.reportedDays.forgetBefore(this.floors[DAY]);
    this.seen.forget(this.floors);
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

  /** A point of an earlier run: sums above it are points of their own. */
  restorePoint(saved: SavedPoint): void {
    const { series, level, slot, uid, isNative, feed, lanes } = saved;
    if (slot < this.floors[level]) return;
    const resource = this.resources.get(this.series.resource.get(series));
    if (resource === undefined) return;
    const mask = this.lanes.writePairs(lanes);
    const delta = this.#delta;
    Object.assign(delta, { series, level, slot });
    if (isNative) {
      const point = this.points.put(delta, uid, mask, this.lanes.values);
      if (feed !== undefined) this.seen.count(point, level, slot, feed);
    } else {
      delta.mask = mask;
      delta.values.set(this.lanes.values);
      this.points.sum(delta);
    }
    this.#tell(delta, resource);
  }

  /** Whether a series holds money of its own, and not an estimate. */
  isCost(series: number): boolean {
    return this.series.origin.get(series) >= 0;
  }
}
