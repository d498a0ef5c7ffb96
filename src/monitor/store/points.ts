import { Bytes, Floats, Ints, Places } from './grow.js';
import { mix, PlaceTable } from './hash.js';
import { LANES } from './lanes.js';
import { LEVELS, type Level } from './levels.js';
import type { SeriesTable } from './series.js';

/** What one change did to a point, lane by lane: what sums over points are kept up to date with. Used again each time. */
export class Delta {
  series = -1;
  level: Level = 0;
  slot = 0;
  /** Lanes that changed, or that were not there before, or are no longer. */
  mask = 0;
  /** Lanes that were not there before. */
  born = 0;
  /** Lanes that are no longer there. */
  gone = 0;
  readonly values: Float64Array = new Float64Array(LANES);
}

/** How many bits are set. */
const bits = (mask: number): number => {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const LEVEL_BITS = 3;
/** A bucket that the provider reports, and not the sum of finer ones. */
const NATIVE = 4;
/** The uid of what is summed up here instead of reported. */
const SUMMED = 0;

/**
 * Figures of all series in a few typed arrays: one point for each bucket, and one for each sum of finer ones. A point is
 * found by series, level, slot and uid; those of a series, and those of a column (one slot of one level), by lists.
 */
export class Points {
  readonly #places = new Places();
  readonly #series = new Ints(-1);
  readonly #slot = new Ints();
  readonly #uid = new Ints();
  readonly #flags = new Bytes();
  readonly #mask = new Ints();
  readonly #at = new Ints();
  readonly #revision = new Ints();
  /** In which reading of its feed a bucket was last seen. */
  readonly #stamp = new Ints();
  readonly #nextInColumn = new Ints(-1);
  readonly #next = new Ints(-1);
  readonly #before = new Ints(-1);
  readonly #values = new Floats();
  #valuesEnd = 0;
  /** Blocks of values given back, by their length. */
  readonly #free: number[][] = Array.from({ length: LANES + 1 }, () => []);
  readonly #columns = LEVELS.map(() => new Map<number, number>());
  readonly #table = new PlaceTable((place) =>
    hashOf(this.#series.get(place), this.levelOf(place), this.#slot.get(place), this.#uid.get(place)),
  );

  constructor(private readonly table: SeriesTable) {}

  get size(): number {
    return this.#places.size;
  }

  seriesOf(point: number): number {
    return this.#series.get(point);
  }

  slotOf(point: number): number {
    return this.#slot.get(point);
  }

  levelOf(point: number): Level {
    return (this.#flags.get(point) & LEVEL_BITS) as Level;
  }

  isNative(point: number): boolean {
    return (this.#flags.get(point) & NATIVE) !== 0;
  }

  maskOf(point: number): number {
    return this.#mask.get(point);
  }

  uidOf(point: number): number {
    return this.#uid.get(point);
  }

  revisionOf(point: number): number {
    return this.#revision.get(point);
  }

  stampOf(point: number): number {
    return this.#stamp.get(point);
  }

  stamp(point: number, reading: number): void {
    this.#stamp.set(point, reading);
  }

  /** The value of a lane; 0 where it is absent. */
  lane(point: number, lane: number): number {
    const mask = this.#mask.get(point);
    const bit = 1 << lane;
    if ((mask & bit) === 0) return 0;
    return this.#values.data[this.#at.get(point) + bits(mask & (bit - 1))] as number;
  }

  find(series: number, level: Level, slot: number, uid: number): number {
    const { data, mask } = this.#table;
    for (let at = hashOf(series, level, slot, uid) & mask; ; at = (at + 1) & mask) {
      const point = (data[at] as number) - 1;
      if (point < 0) return -1;
      if (
        this.#series.get(point) === series &&
        this.#slot.get(point) === slot &&
        this.#uid.get(point) === uid &&
        this.levelOf(point) === level
      )
        return point;
    }
  }

  /** The points of a column, newest first. */
  *column(level: Level, slot: number): Generator<number> {
    for (let point = this.#columns[level]?.get(slot) ?? -1; point >= 0; point = this.#nextInColumn.get(point))
      yield point;
  }

  columnHead(level: Level, slot: number): number {
    return this.#columns[level]?.get(slot) ?? -1;
  }

  nextInColumn(point: number): number {
    return this.#nextInColumn.get(point);
  }

  /** Slots of a level that hold points. */
  slots(level: Level): readonly number[] {
    return [...(this.#columns[level]?.keys() ?? [])];
  }

  /** The point of the same series and level that came before. */
  nextInSeries(point: number): number {
    return this.#next.get(point);
  }

  #add(series: number, level: Level, slot: number, uid: number, native: boolean): number {
    const point = this.#places.take();
    this.#series.set(point, series);
    this.#slot.set(point, slot);
    this.#uid.set(point, uid);
    this.#flags.set(point, level | (native ? NATIVE : 0));
    this.#mask.set(point, 0);
    this.#at.set(point, -1);
    this.#revision.set(point, 0);
    this.#stamp.set(point, 0);
    const columns = this.#columns[level];
    this.#nextInColumn.set(point, columns?.get(slot) ?? -1);
    columns?.set(slot, point);
    const heads = this.table.heads[level];
    const head = heads?.get(series) ?? -1;
    this.#next.set(point, head);
    this.#before.set(point, -1);
    if (head >= 0) this.#before.set(head, point);
    heads?.set(series, point);
    this.#table.add(point);
    return point;
  }

  #allocate(length: number): number {
    const free = this.#free[length]?.pop();
    if (free !== undefined) return free;
    const at = this.#valuesEnd;
    this.#valuesEnd += length;
    this.#values.reach(this.#valuesEnd);
    return at;
  }

  /** Makes room for lanes that were not there; their values are 0. */
  #widen(point: number, mask: number): void {
    const before = this.#mask.get(point);
    const after = before | mask;
    if (after === before) return;
    const from = this.#at.get(point);
    const at = this.#allocate(bits(after));
    const { data } = this.#values;
    for (let rest = after, to = at, old = from; rest !== 0; rest &= rest - 1, to += 1) {
      const bit = rest & -rest;
      data[to] = (before & bit) === 0 ? 0 : (data[old++] as number);
    }
    if (before !== 0) this.#free[bits(before)]?.push(from);
    this.#mask.set(point, after);
    this.#at.set(point, at);
  }

  /**
   * Sets a bucket to what was reported. Lanes that are no longer reported become 0: what was there once is not unknown.
   * Returns the point; the delta says what changed.
   */
  put(delta: Delta, uid: number, mask: number, lanes: Float64Array): number {
    const { series, level, slot } = delta;
    const known = this.find(series, level, slot, uid);
    const point = known >= 0 ? known : this.#add(series, level, slot, uid, true);
    const before = this.#mask.get(point);
    delta.born = mask & ~before;
    delta.gone = 0;
    this.#widen(point, mask);
    const { data } = this.#values;
    let changed = delta.born;
    for (let rest = this.#mask.get(point), at = this.#at.get(point); rest !== 0; rest &= rest - 1, at += 1) {
      const bit = rest & -rest;
      const lane = 31 - Math.clz32(bit);
      const value = (mask & bit) === 0 ? 0 : (lanes[lane] as number);
      const difference = value - (data[at] as number);
      delta.values[lane] = difference;
      if (difference !== 0) changed |= bit;
      data[at] = value;
    }
    delta.mask = changed;
    if (known >= 0 && changed !== 0) this.#revision.set(point, this.#revision.get(point) + 1);
    return point;
  }

  /** Adds a change of a finer point, or an event, to the sum of its slot. The delta becomes that of the sum. */
  sum(delta: Delta): number {
    const { series, level, slot, mask } = delta;
    const known = this.find(series, level, slot, SUMMED);
    const point = known >= 0 ? known : this.#add(series, level, slot, SUMMED, false);
    delta.born = mask & ~this.#mask.get(point);
    delta.gone = 0;
    this.#widen(point, mask);
    const { data } = this.#values;
    const all = this.#mask.get(point);
    const from = this.#at.get(point);
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const at = from + bits(all & (bit - 1));
      data[at] = (data[at] as number) + (delta.values[31 - Math.clz32(bit)] as number);
    }
    return point;
  }

  /** Writes into a delta what a point holds, as if it came (`sign` 1) or went (-1). */
  read(point: number, sign: 1 | -1, delta: Delta): Delta {
    const mask = this.#mask.get(point);
    delta.series = this.#series.get(point);
    delta.level = this.levelOf(point);
    delta.slot = this.#slot.get(point);
    delta.mask = mask;
    delta.born = sign === 1 ? mask : 0;
    delta.gone = sign === 1 ? 0 : mask;
    const { data } = this.#values;
    for (let rest = mask, at = this.#at.get(point); rest !== 0; rest &= rest - 1, at += 1)
      delta.values[31 - Math.clz32(rest & -rest)] = sign * (data[at] as number);
    return delta;
  }

  #free_(point: number): void {
    const level = this.levelOf(point);
    const series = this.#series.get(point);
    this.#table.remove(point);
    const next = this.#next.get(point);
    const before = this.#before.get(point);
    if (before >= 0) this.#next.set(before, next);
    else this.table.heads[level]?.set(series, next);
    if (next >= 0) this.#before.set(next, before);
    const mask = this.#mask.get(point);
    if (mask !== 0) this.#free[bits(mask)]?.push(this.#at.get(point));
    this.#series.set(point, -1);
    this.#places.giveBack(point);
  }

  /** Drops a column; `dropped` sees the series of each of its points. */
  dropColumn(level: Level, slot: number, dropped: (series: number) => void): void {
    for (let point = this.columnHead(level, slot); point >= 0;) {
      const next = this.#nextInColumn.get(point);
      const series = this.#series.get(point);
      this.#free_(point);
      dropped(series);
      point = next;
    }
    this.#columns[level]?.delete(slot);
  }

  /** Drops the points of a column for which `isOut` holds; `before` sees each of them while it is still there. */
  prune(
    level: Level,
    slot: number,
    isOut: (point: number) => boolean,
    before: (point: number) => void,
  ): void {
    let last = -1;
    for (let point = this.columnHead(level, slot); point >= 0;) {
      const next = this.#nextInColumn.get(point);
      if (isOut(point)) {
        before(point);
        if (last < 0) this.#setHead(level, slot, next);
        else this.#nextInColumn.set(last, next);
        this.#free_(point);
      } else last = point;
      point = next;
    }
  }

  #setHead(level: Level, slot: number, point: number): void {
    if (point < 0) this.#columns[level]?.delete(slot);
    else this.#columns[level]?.set(slot, point);
  }
}

const hashOf = (series: number, level: Level, slot: number, uid: number): number =>
  mix(mix(mix(series, slot * 4 + level), uid), 0x51ed270b);
