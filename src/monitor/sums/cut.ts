import { Bytes, Floats } from '../store/grow.js';
import { lanesToNumber, MONEY, TOKENS, TOKENS_BIT } from '../store/lanes.js';
import { MINUTE, slotOf, startOf, type Level, type Span } from '../store/levels.js';
import { Delta } from '../store/delta.js';
import type { Store } from '../store/store.js';
import { projectOf } from './groups.js';
import type { UseRead } from './use-read.js';

/** A share of a bucket that a window cuts, or the change of one. `count` says whether it came, went or only changed. */
export interface Share {
  readonly series: number;
  readonly isNow: boolean;
  readonly origin: number;
  /** Billionths of a unit of money. */
  readonly nanos: number;
  readonly count: 1 | 0 | -1;
}

const NANOS = 1e9;
/** Not by tokens, but by time: no tokens are known that the bucket could be shared out by. */
const BY_TIME = -1;

/**
 * One wide bucket of costs that a window cuts. What of it lies inside is estimated: by the share of the tokens of its key
 * that lie inside, without those its project's, else its source's, else by time. There is no share while it is not known how much
 * was used: a part of the use, or none, would look like a small amount, or a large one.
 */
export class Cut {
  readonly #inside = new Floats();
  readonly #total = new Floats();
  readonly #nanos = new Floats();
  readonly #has = new Bytes();
  /** Series that do not go by the tokens of their key, by what they go by. */
  readonly #byUnit = new Map<number, Set<number>>();
  readonly #unitOf = new Map<number, number>();
  readonly #dirtyUnits = new Set<number>();
  readonly #dirtySeries = new Set<number>();
  readonly #delta = new Delta();

  constructor(
    private readonly store: Store,
    private readonly use: UseRead,
    readonly level: Level,
    readonly slot: number,
    readonly isNow: boolean,
    private span: Span,
  ) {
    this.#build();
  }

  /** Whether a bucket of the level of the window lies in this one and in the window. */
  #isInside(slot: number, span = this.span): boolean {
    const start = startOf(span.level, slot);
    const isHere = start >= startOf(this.level, this.slot) && start < startOf(this.level, this.slot + 1);
    return isHere && slot >= span.from && slot < span.to;
  }

  /** What the tokens of a series are counted for. */
  #unitsOf(series: number): readonly number[] {
    const { entities, feeds, figures } = this.store;
    const source = figures.sourceOfSeries(series);
    return [
      figures.series.credential.get(series),
      projectOf(this.store, series),
      entities.find('source', source, feeds.sourceName(source)) ?? -1,
    ].filter((unit) => unit >= 0);
  }

  #build(): void {
    const { points } = this.store.figures;
    const delta = this.#delta;
    for (const slot of points.slots(this.span.level))
      if (this.#isInside(slot))
        for (
          let point = points.columnHead(this.span.level, slot);
          point >= 0;
          point = points.nextInColumn(point)
        )
          this.point(points.read(point, 1, delta));
    for (let point = points.columnHead(this.level, this.slot); point >= 0; point = points.nextInColumn(point))
      this.point(points.read(point, 1, delta));
  }

  point(delta: Delta): void {
    const { figures } = this.store;
    const finest = figures.finestOf(delta.series);
    if (figures.isCost(delta.series)) {
      if (delta.level === this.level && delta.slot === this.slot && finest === this.level)
        this.#dirtySeries.add(delta.series);
      return;
    }
    if ((delta.mask & TOKENS_BIT) === 0 || finest === undefined || finest > this.span.level) return;
    const tokens = delta.values[TOKENS] as number;
    if (delta.level === this.span.level && this.#isInside(delta.slot))
      this.#count(this.#inside, delta.series, tokens);
    if (delta.level === this.level && delta.slot === this.slot)
      this.#count(this.#total, delta.series, tokens);
  }

  #count(column: Floats, series: number, tokens: number): void {
    for (const unit of this.#unitsOf(series)) {
      column.set(unit, column.get(unit) + tokens);
      this.#dirtyUnits.add(unit);
    }
  }

  /** The window moved: what left it, or came into it, is counted. */
  shift(span: Span): void {
    const { points } = this.store.figures;
    const before = this.span;
    for (const slot of points.slots(span.level)) {
      const was = this.#isInside(slot, before);
      const is = this.#isInside(slot, span);
      if (was !== is) this.#shiftColumn(span.level, slot, is ? 1 : -1);
    }
    this.span = span;
    for (const series of this.#byUnit.get(BY_TIME) ?? []) this.#dirtySeries.add(series);
  }

  #shiftColumn(level: Level, slot: number, sign: 1 | -1): void {
    const { figures } = this.store;
    const { points } = figures;
    const delta = this.#delta;
    for (let point = points.columnHead(level, slot); point >= 0; point = points.nextInColumn(point)) {
      points.read(point, sign, delta);
      if (!figures.isCost(delta.series) && (delta.mask & TOKENS_BIT) !== 0)
        this.#count(this.#inside, delta.series, delta.values[TOKENS] as number);
    }
  }

  /** What its share goes by may have changed: of costs, since tokens have none. */
  touch(series: number): void {
    if (this.store.figures.isCost(series)) this.#dirtySeries.add(series);
  }

  /** A series is no more. */
  drop(series: number, changed: (share: Share) => void): void {
    const share = this.shareOf(series);
    if (share !== undefined) changed({ ...share, nanos: -share.nanos, count: -1 });
    this.#has.set(series, 0);
    this.#nanos.set(series, 0);
    this.#attribute(series, undefined);
    this.#dirtySeries.delete(series);
  }

  /** Brings the shares up to date; `changed` is called for each that changed. */
  settle(now: number, changed: (share: Share) => void): void {
    for (const unit of this.#dirtyUnits) this.#touchUnit(unit);
    this.#dirtyUnits.clear();
    for (const series of this.#dirtySeries) this.#settleSeries(series, now, changed);
    this.#dirtySeries.clear();
  }

  #touchUnit(unit: number): void {
    const { entities, figures } = this.store;
    if (entities.isCredential(unit)) {
      for (const series of figures.series.ofCredential.of(unit))
        if (figures.isCost(series)) this.#dirtySeries.add(series);
      return;
    }
    // What went by something wider, for want of tokens, may go by this one now.
    for (const by of [unit, BY_TIME, ...(entities.isSource(unit) ? [] : this.#sourceUnits())])
      for (const series of this.#byUnit.get(by) ?? []) this.#dirtySeries.add(series);
  }

  #sourceUnits(): readonly number[] {
    return [...this.#byUnit.keys()].filter((unit) => unit >= 0 && this.store.entities.isSource(unit));
  }

  #costOf(series: number): number | undefined {
    const { points, series: table } = this.store.figures;
    // What is also reported in finer buckets is counted by those.
    if (this.store.figures.finestOf(series) !== this.level) return undefined;
    let cost: number | undefined;
    for (let point = table.headOf(this.level, series); point >= 0; point = points.nextInSeries(point))
      if (points.slotOf(point) === this.slot)
        cost = (cost ?? 0) + lanesToNumber((lane) => points.lane(point, MONEY + lane));
    return cost;
  }

  #settleSeries(series: number, now: number, changed: (share: Share) => void): void {
    const cost = this.store.figures.series.isLive(series) ? this.#costOf(series) : undefined;
    const part = cost === undefined ? undefined : this.#shareOf(series, now);
    const had = this.#has.get(series) === 1;
    if (part === undefined && !had) return;
    const nanos = Math.round((cost ?? 0) * (part ?? 0) * NANOS);
    const before = this.#nanos.get(series);
    this.#nanos.set(series, nanos);
    this.#has.set(series, part === undefined ? 0 : 1);
    const count = part === undefined ? -1 : had ? 0 : 1;
    if (nanos !== before || count !== 0)
      changed({ series, isNow: this.isNow, origin: this.#originOf(series), nanos: nanos - before, count });
  }

  #originOf(series: number): number {
    const { origins, series: table } = this.store.figures;
    return origins.idOf('estimated', origins.currencyOf(table.origin.get(series)));
  }

  #shareOf(series: number, now: number): number | undefined {
    const state = this.use.of(this.store.figures.sourceOfSeries(series));
    const units = this.#unitsOf(series);
    const unit = units.find((each) => this.#total.get(each) > 0) ?? BY_TIME;
    this.#attribute(series, unit !== BY_TIME && this.store.entities.isCredential(unit) ? undefined : unit);
    if (state === 'unread') return undefined;
    if (unit === BY_TIME) return this.#shareOfTime(now);
    const inside = this.#inside.get(unit);
    return state === 'behind' && this.isNow && inside <= 0
      ? undefined
      : Math.min(1, inside / this.#total.get(unit));
  }

  #attribute(series: number, unit: number | undefined): void {
    const before = this.#unitOf.get(series);
    if (before === unit) return;
    if (before !== undefined) this.#byUnit.get(before)?.delete(series);
    if (unit === undefined) {
      this.#unitOf.delete(series);
      return;
    }
    this.#unitOf.set(series, unit);
    const members = this.#byUnit.get(unit) ?? new Set<number>();
    this.#byUnit.set(unit, members);
    members.add(series);
  }

  #shareOfTime(now: number): number {
    const { level, from, to } = this.span;
    const start = startOf(this.level, this.slot);
    // Shares change once a minute at most, so that a view does not change with every look.
    const end = Math.min(startOf(this.level, this.slot + 1), startOf(MINUTE, slotOf(MINUTE, now)));
    const insideFrom = Math.max(start, startOf(level, from));
    const insideTo = Math.min(end, to === Infinity ? end : startOf(level, to));
    return end <= start ? 1 : Math.min(1, Math.max(0, (insideTo - insideFrom) / (end - start)));
  }

  /** The share of a series, as if it came now. */
  shareOf(series: number): Share | undefined {
    if (this.#has.get(series) !== 1) return undefined;
    return {
      series,
      isNow: this.isNow,
      origin: this.#originOf(series),
      nanos: this.#nanos.get(series),
      count: 1,
    };
  }

  /** Takes all shares back. */
  dissolve(changed: (share: Share) => void): void {
    for (let series = 0; series < this.store.figures.series.end; series += 1) {
      const share = this.shareOf(series);
      if (share !== undefined) changed({ ...share, nanos: -share.nanos, count: -1 });
    }
  }
}
