import type { FigureWatcher } from '../store/figure-watcher.js';
import {
  DAY,
  LEVELS,
  slotOf,
  slotsOfDay,
  spanBefore,
  spanOf,
  startOf,
  type AnyWindow,
  type Level,
} from '../store/levels.js';
import { Delta } from '../store/delta.js';
import type { Store } from '../store/store.js';
import type { Cuts, Share } from './cuts.js';
import type { Grouping, SeriesFilter } from './groups.js';
import { Members, OUT } from './members.js';
import { positionOf, type Position, type Spans } from './position.js';
import { Sums } from './sums.js';
import { Tracks } from './tracks.js';

/** What sums are kept of. */
interface RollupSpec {
  readonly grouping: Grouping;
  readonly window: AnyWindow;
  readonly filter: SeriesFilter;
}

/**
 * Sums of the figures of a window by group, kept up to date with every change, and with the clock: what leaves the window
 * is taken off, column by column. The window before has sums of its own.
 */
export class Rollup implements FigureWatcher {
  spans: Spans;
  now = new Sums();
  earlier = new Sums();
  readonly members: Members;
  readonly tracks: Tracks;
  readonly #delta = new Delta();
  #dirty = new Set<number>();
  /** Widths changed: all sums are to be made again before they are read. */
  #isStale = false;

  constructor(
    private readonly store: Store,
    readonly spec: RollupSpec,
    private readonly cuts: Cuts | undefined,
    now: number,
  ) {
    this.spans = this.#spansAt(now);
    this.members = new Members(store, spec, (group) => {
      this.#reach(group);
    });
    this.tracks = new Tracks(store, this);
    this.#fill();
    store.figures.watchers.add(this);
    cuts?.listeners.add(this);
  }

  dispose(): void {
    this.store.figures.watchers.delete(this);
    this.cuts?.listeners.delete(this);
  }

  #spansAt(now: number): Spans {
    const earlier = spanBefore(this.spec.window, now);
    const isHeld = earlier.from >= this.store.figures.floors[earlier.level];
    return { now: spanOf(this.spec.window, now), earlier: isHeld ? earlier : undefined };
  }

  /** Entities of the groups. */
  get places(): readonly number[] {
    return this.members.places;
  }

  /** The group of an entity; undefined where no figure ever counted for it. */
  find(place: number): number | undefined {
    return this.members.find(place);
  }

  #reach(group: number): void {
    this.now.columns.reach(group);
    this.earlier.columns.reach(group);
  }

  /** Groups that changed since the last call. */
  drain(): ReadonlySet<number> {
    const dirty = this.#dirty;
    this.#dirty = new Set();
    return dirty;
  }

  touch(group: number): void {
    this.#dirty.add(group);
  }

  touchAll(): void {
    for (let group = 0; group < this.places.length; group += 1) this.#dirty.add(group);
  }

  /** Where a point counts: of a list that is reported in wider buckets only, those, and else those of the window's level. */
  #positionOf(delta: Delta, spans = this.spans): Position {
    const { level } = spans.now;
    if (delta.level > level && this.store.figures.finestOf(delta.series) !== delta.level) return undefined;
    return positionOf(spans, delta.level, delta.slot);
  }

  point(delta: Delta): void {
    if (this.#isStale) return;
    const group = this.members.groupOf(delta.series);
    if (group !== OUT) this.#take(delta, group);
  }

  #take(delta: Delta, group: number): void {
    const position = this.#positionOf(delta);
    if (position === undefined) return;
    this.#add(position, delta, group);
    if (position === 'now' && delta.level === this.spans.now.level) this.tracks.add(delta, group);
  }

  /** Costs of the day of a point are not reported: what it costs is estimated from it. */
  isLoose(delta: Delta): boolean {
    const { figures } = this.store;
    if (figures.isCost(delta.series)) return false;
    const day = slotOf(DAY, startOf(delta.level, delta.slot));
    return !figures.isReported(figures.sourceOfSeries(delta.series), day);
  }

  #add(position: 'now' | 'earlier', delta: Delta, group: number): void {
    const sums = this[position];
    const origin = this.store.figures.series.origin.get(delta.series);
    this.#dirty.add(group);
    if (origin >= 0) sums.money(delta, group, origin);
    else {
      sums.measures(delta, group);
      if (this.isLoose(delta)) this.#addLoose(sums, delta, group);
    }
  }

  /** By price where there is a price function, else by tokens and the rate of the source. */
  #addLoose(sums: Sums, delta: Delta, group: number): void {
    const { hasPrices, pricesOrigin } = this.store.figures.lanes;
    if (!hasPrices) sums.loose(delta, group);
    else if (pricesOrigin >= 0) sums.money(delta, group, pricesOrigin);
  }

  reported(source: number, day: number): void {
    if (this.#isStale) return;
    for (const level of LEVELS) {
      const [from, to] = slotsOfDay(level, day);
      if (level >= this.spans.now.level)
        for (let slot = from; slot < to; slot += 1) this.#settleColumn(level, slot, source);
    }
  }

  /** Takes off what was estimated from a column. */
  #settleColumn(level: Level, slot: number, source: number): void {
    const { figures } = this.store;
    const { points } = figures;
    const delta = this.#delta;
    for (let point = points.columnHead(level, slot); point >= 0; point = points.nextInColumn(point)) {
      const series = points.seriesOf(point);
      if (figures.isCost(series) || figures.sourceOfSeries(series) !== source) continue;
      const group = this.members.groupOf(series);
      if (group === OUT) continue;
      const position = this.#positionOf(points.read(point, -1, delta));
      if (position === undefined) continue;
      this.#dirty.add(group);
      this.#addLoose(this[position], delta, group);
      if (position === 'now' && level === this.spans.now.level) this.tracks.settle(delta, group);
    }
  }

  regroup(series: number): void {
    if (!this.members.isKnown(series)) return;
    if (this.#isStale) {
      // It is judged again when all sums are made again.
      this.members.forget(series);
      return;
    }
    const before = this.members.groupOf(series);
    const after = this.members.judge(series);
    if (after === before) return;
    const { points, series: table } = this.store.figures;
    for (const level of LEVELS)
      for (let point = table.headOf(level, series); point >= 0; point = points.nextInSeries(point)) {
        if (before !== OUT) this.#take(points.read(point, -1, this.#delta), before);
        if (after !== OUT) this.#take(points.read(point, 1, this.#delta), after);
      }
    for (const share of this.cuts?.sharesOf(series) ?? []) {
      if (before !== OUT) this.#addShare({ ...share, nanos: -share.nanos, count: -1 }, before);
      if (after !== OUT) this.#addShare(share, after);
    }
  }

  /** A share of a bucket that the window cuts has changed. */
  share(share: Share): void {
    if (this.#isStale) return;
    const group = this.members.groupOf(share.series);
    if (group !== OUT) this.#addShare(share, group);
  }

  #addShare({ isNow, origin, nanos, count }: Share, group: number): void {
    (isNow ? this.now : this.earlier).nanos(origin, group, nanos, count);
    this.#dirty.add(group);
  }

  retired(series: number): void {
    this.members.forget(series);
  }

  recast(): void {
    this.#isStale = true;
  }

  /** Moves the window on. Must come before the figures that leave it are let go of. */
  advance(now: number): void {
    const spans = this.#spansAt(now);
    if (this.#isStale) this.#makeAgain(spans);
    const before = this.spans;
    if (spans.now.from === before.now.from) return;
    // The clock was set back: what lay before the window lies in it again.
    if (spans.now.from < before.now.from) {
      this.#makeAgain(spans);
      return;
    }
    this.spans = spans;
    const { points } = this.store.figures;
    for (const level of LEVELS)
      if (level >= spans.now.level)
        for (const slot of points.slots(level)) this.#moveColumn(level, slot, before);
    this.tracks.moved(before.now.from);
  }

  #moveColumn(level: Level, slot: number, spans: Spans): void {
    const from = positionOf(spans, level, slot);
    const to = positionOf(this.spans, level, slot);
    if (from === to) return;
    if (level === this.spans.now.level && from === 'now') this.tracks.clear(slot);
    const { figures } = this.store;
    const { points } = figures;
    const delta = this.#delta;
    for (let point = points.columnHead(level, slot); point >= 0; point = points.nextInColumn(point)) {
      const series = points.seriesOf(point);
      const group = this.members.groupOf(series);
      if (group === OUT || (level > this.spans.now.level && figures.finestOf(series) !== level)) continue;
      if (from !== undefined) this.#add(from, points.read(point, -1, delta), group);
      if (to !== undefined) this.#add(to, points.read(point, 1, delta), group);
    }
  }

  #makeAgain(spans: Spans): void {
    this.#isStale = false;
    this.spans = spans;
    this.now = new Sums();
    this.earlier = new Sums();
    this.#reach(this.places.length);
    this.tracks.restart();
    this.#fill();
    this.touchAll();
  }

  #fill(): void {
    const { series } = this.store.figures;
    for (let at = 0; at < series.end; at += 1) if (series.isLive(at)) this.#fillSeries(at);
  }

  #fillSeries(series: number): void {
    const group = this.members.groupOf(series);
    if (group === OUT) return;
    const { points, series: table } = this.store.figures;
    for (const level of LEVELS) {
      if (level < this.spans.now.level) continue;
      for (let point = table.headOf(level, series); point >= 0; point = points.nextInSeries(point))
        this.#take(points.read(point, 1, this.#delta), group);
    }
    for (const share of this.cuts?.sharesOf(series) ?? []) this.#addShare(share, group);
  }
}
