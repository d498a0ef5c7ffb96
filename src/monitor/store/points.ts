import { Places } from './grow.js';
import type { Delta } from './delta.js';
import { PlaceTable } from './hash.js';
import { bits, LANES } from './lanes.js';
import { LEVELS, type Level } from './levels.js';
import {
  AT,
  BEFORE,
  LEVEL_BITS,
  MASK,
  NATIVE,
  NEXT,
  NEXT_IN_COLUMN,
  REVISION,
  SERIES,
  SLOT,
  STAMP,
  STATE,
  UID,
  WIDTH,
  pointHash,
} from './point-layout.js';
import type { SeriesTable } from './series.js';
import { Blocks, Slab } from './slab.js';

/** The uid of what is summed up here instead of reported. */
const SUMMED = 0;

/**
 * Figures of all series in a few typed arrays: one point for each bucket, and one for each sum of finer ones. A point is
 * found by series, level, slot and uid; those of a series, and those of a column (one slot of one level), by lists.
 */
export class Points {
  readonly #places = new Places();
  readonly #records = new Slab(WIDTH);
  readonly #values = new Blocks(LANES);
  readonly #columns = LEVELS.map(() => new Map<number, number>());
  readonly #table = new PlaceTable((place) =>
    pointHash(this.seriesOf(place), this.levelOf(place), this.slotOf(place), this.uidOf(place)),
  );

  constructor(private readonly table: SeriesTable) {}

  get size(): number {
    return this.#places.size;
  }

  seriesOf(point: number): number {
    return this.#records.get(point, SERIES);
  }

  slotOf(point: number): number {
    return this.#records.get(point, SLOT);
  }

  levelOf(point: number): Level {
    return (this.#records.get(point, STATE) & LEVEL_BITS) as Level;
  }

  isNative(point: number): boolean {
    return (this.#records.get(point, STATE) & NATIVE) !== 0;
  }

  maskOf(point: number): number {
    return this.#records.get(point, MASK);
  }

  uidOf(point: number): number {
    return this.#records.get(point, UID);
  }

  revisionOf(point: number): number {
    return Math.floor(this.#records.get(point, STATE) / REVISION);
  }

  stampOf(point: number): number {
    return this.#records.get(point, STAMP);
  }

  stamp(point: number, reading: number): void {
    this.#records.set(point, STAMP, reading);
  }

  /** The value of a lane; 0 where it is absent. */
  lane(point: number, lane: number): number {
    const mask = this.maskOf(point);
    const bit = 1 << lane;
    if ((mask & bit) === 0) return 0;
    const at = this.#records.get(point, AT);
    return this.#values.pageOf(at)[this.#values.offsetOf(at) + bits(mask & (bit - 1))] as number;
  }

  find(series: number, level: Level, slot: number, uid: number): number {
    const { data, mask } = this.#table;
    const records = this.#records;
    for (let at = pointHash(series, level, slot, uid) & mask; ; at = (at + 1) & mask) {
      const point = (data[at] as number) - 1;
      if (point < 0) return -1;
      const page = records.pageOf(point);
      const offset = records.offsetOf(point);
      if (
        page[offset + SERIES] === series &&
        page[offset + SLOT] === slot &&
        page[offset + UID] === uid &&
        ((page[offset + STATE] as number) & LEVEL_BITS) === level
      )
        return point;
    }
  }

  /** The points of a column, newest first. */
  *column(level: Level, slot: number): Generator<number> {
    for (let point = this.#columns[level]?.get(slot) ?? -1; point >= 0; point = this.nextInColumn(point))
      yield point;
  }

  columnHead(level: Level, slot: number): number {
    return this.#columns[level]?.get(slot) ?? -1;
  }

  nextInColumn(point: number): number {
    return this.#records.get(point, NEXT_IN_COLUMN);
  }

  /** Slots of a level that hold points. */
  slots(level: Level): readonly number[] {
    return [...(this.#columns[level]?.keys() ?? [])];
  }

  /** The point of the same series and level that came before. */
  nextInSeries(point: number): number {
    return this.#records.get(point, NEXT);
  }

  #add(series: number, level: Level, slot: number, uid: number, native: boolean): number {
    const point = this.#places.take();
    const records = this.#records;
    records.reach(point);
    const columns = this.#columns[level];
    const heads = this.table.heads[level];
    const head = heads?.get(series) ?? -1;
    const page = records.pageOf(point);
    const offset = records.offsetOf(point);
    page[offset + SERIES] = series;
    page[offset + SLOT] = slot;
    page[offset + UID] = uid;
    page[offset + STATE] = level | (native ? NATIVE : 0);
    page[offset + MASK] = 0;
    page[offset + AT] = -1;
    page[offset + STAMP] = 0;
    page[offset + NEXT_IN_COLUMN] = columns?.get(slot) ?? -1;
    page[offset + NEXT] = head;
    page[offset + BEFORE] = -1;
    columns?.set(slot, point);
    if (head >= 0) records.set(head, BEFORE, point);
    heads?.set(series, point);
    this.#table.add(point);
    return point;
  }

  /** Makes room for lanes that were not there; their values are 0. */
  #widen(point: number, mask: number): void {
    const before = this.maskOf(point);
    const after = before | mask;
    if (after === before) return;
    const values = this.#values;
    const from = this.#records.get(point, AT);
    const at = values.take(bits(after));
    const old = values.pageOf(from);
    const page = values.pageOf(at);
    let read = values.offsetOf(from);
    for (let rest = after, to = values.offsetOf(at); rest !== 0; rest &= rest - 1, to += 1)
      page[to] = (before & rest & -rest) === 0 ? 0 : (old[read++] as number);
    if (before !== 0) values.giveBack(from, bits(before));
    this.#records.set(point, MASK, after);
    this.#records.set(point, AT, at);
  }

  /**
   * Sets a bucket to what was reported. Lanes that are no longer reported become 0: what was there once is not unknown.
   * Returns the point; the delta says what changed.
   */
  put(delta: Delta, uid: number, mask: number, lanes: Float64Array): number {
    const { series, level, slot } = delta;
    const known = this.find(series, level, slot, uid);
    const point = known >= 0 ? known : this.#add(series, level, slot, uid, true);
    delta.born = mask & ~this.maskOf(point);
    delta.gone = 0;
    this.#widen(point, mask);
    const block = this.#records.get(point, AT);
    const data = this.#values.pageOf(block);
    let changed = delta.born;
    for (
      let rest = this.maskOf(point), at = this.#values.offsetOf(block);
      rest !== 0;
      rest &= rest - 1, at += 1
    ) {
      const bit = rest & -rest;
      const lane = 31 - Math.clz32(bit);
      const value = (mask & bit) === 0 ? 0 : (lanes[lane] as number);
      const difference = value - (data[at] as number);
      delta.values[lane] = difference;
      if (difference !== 0) changed |= bit;
      data[at] = value;
    }
    delta.mask = changed;
    if (known >= 0 && changed !== 0)
      this.#records.set(point, STATE, this.#records.get(point, STATE) + REVISION);
    return point;
  }

  /** Adds a change of a finer point, or an event, to the sum of its slot. The delta becomes that of the sum. */
  sum(delta: Delta): number {
    const { series, level, slot, mask } = delta;
    const known = this.find(series, level, slot, SUMMED);
    const point = known >= 0 ? known : this.#add(series, level, slot, SUMMED, false);
    delta.born = mask & ~this.maskOf(point);
    delta.gone = 0;
    this.#widen(point, mask);
    const block = this.#records.get(point, AT);
    const data = this.#values.pageOf(block);
    const all = this.maskOf(point);
    const from = this.#values.offsetOf(block);
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const at = from + bits(all & (bit - 1));
      data[at] = (data[at] as number) + (delta.values[31 - Math.clz32(bit)] as number);
    }
    return point;
  }

  /** Writes into a delta what a point holds, as if it came (`sign` 1) or went (-1). */
  read(point: number, sign: 1 | -1, delta: Delta): Delta {
    const mask = this.maskOf(point);
    delta.series = this.seriesOf(point);
    delta.level = this.levelOf(point);
    delta.slot = this.slotOf(point);
    delta.mask = mask;
    delta.born = sign === 1 ? mask : 0;
    delta.gone = sign === 1 ? 0 : mask;
    const block = this.#records.get(point, AT);
    const data = this.#values.pageOf(block);
    for (let rest = mask, at = this.#values.offsetOf(block); rest !== 0; rest &= rest - 1, at += 1)
      delta.values[31 - Math.clz32(rest & -rest)] = sign * (data[at] as number);
    return delta;
  }

  #free_(point: number): void {
    const level = this.levelOf(point);
    const series = this.seriesOf(point);
    this.#table.remove(point);
    const next = this.#records.get(point, NEXT);
    const before = this.#records.get(point, BEFORE);
    if (before >= 0) this.#records.set(before, NEXT, next);
    else this.table.heads[level]?.set(series, next);
    if (next >= 0) this.#records.set(next, BEFORE, before);
    const mask = this.maskOf(point);
    if (mask !== 0) this.#values.giveBack(this.#records.get(point, AT), bits(mask));
    this.#records.set(point, SERIES, -1);
    this.#places.giveBack(point);
  }

  /** Drops a column; `dropped` sees the series of each of its points. */
  dropColumn(level: Level, slot: number, dropped: (series: number) => void): void {
    for (let point = this.columnHead(level, slot); point >= 0;) {
      const next = this.nextInColumn(point);
      const series = this.seriesOf(point);
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
      const next = this.nextInColumn(point);
      if (isOut(point)) {
        before(point);
        if (last < 0) this.#setHead(level, slot, next);
        else this.#records.set(last, NEXT_IN_COLUMN, next);
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
