import type { CostRecord, UsageRecord } from '../../records/index.js';
import type { FeedState } from './feed-state.js';
import type { Figures } from './figures.js';
import { LANES, lanesToAmount, MEASURES, MONEY, MONEY_LANES, MONEY_MASK, TOKENS } from './lanes.js';
import { DAY, HOUR, MINUTE, type Level } from './levels.js';
import { DAY_MS } from '../../records/durations.js';

type FigureRecord = UsageRecord | CostRecord;

/** The last totals of a row. */
interface Row {
  start: string | undefined;
  mask: number;
  values: Float64Array;
  /** When the reading began that held it: readings of a feed are in that order, whatever its clock says. */
  seenAt: number;
}

/** When a row was read. */
export interface ReadTime {
  /** By the name of the reading, which is always later than that of the reading before. */
  readonly reading: number;
  /** By the clock, which may have been set back. */
  readonly now: number;
  /** Whether it comes from what was kept of an earlier reading. */
  readonly isKept: boolean;
}

/** A row as it goes into a journal. */
export interface SavedRow {
  readonly uid: string;
  readonly start?: string | undefined;
  readonly values: readonly (readonly [lane: number, value: number])[];
  readonly seenAt: number;
}

/** A total that shrank: what it was, and what it is. */
export interface Reset {
  readonly field: string;
  readonly before: number | string;
  readonly after: number | string;
}

const QUARTER_MS = 900_000;
const TWO_HOURS_MS = 7_200_000;
/** Rows that no reading has had for so long are forgotten. */
const FORGET_MS = 35 * DAY_MS;

/** Growth over a long time is not put into one minute: no rate would be right. */
export const levelOfGrowth = (intervalMs: number): Level => {
  if (intervalMs <= QUARTER_MS) return MINUTE;
  return intervalMs <= TWO_HOURS_MS ? HOUR : DAY;
};

const amountOf = (values: Float64Array): string => lanesToAmount((lane) => values[MONEY + lane] as number);

/** Totals that grow, and what they grow by. */
export class Counters {
  readonly #rows = new Map<string, Row>();
  readonly #growth = new Float64Array(LANES);
  readonly #money = new Float64Array(MONEY_LANES);

  constructor(private readonly figures: Figures) {}

  get size(): number {
    return this.#rows.size;
  }

  /**
   * Takes the totals of a row in. Returns the totals that shrank since an earlier reading, or undefined where the record holds no
   * total.
   */
  apply(
    record: FigureRecord,
    feed: FeedState,
    { reading, now, isKept }: ReadTime,
  ): readonly Reset[] | undefined {
    const { figures } = this;
    const mask = figures.lanes.write(record);
    if (mask < 0) return undefined;
    const row = this.#rows.get(record.uid);
    // An older total than is known says nothing new.
    if (row !== undefined && reading < row.seenAt) return [];
    const values = figures.lanes.values.slice();
    const next: Row = { start: record.start, mask, values: zeroed(values, mask), seenAt: reading };
    this.#rows.set(record.uid, next);
    // The first total lies in no window: it may have grown for years.
    if (row === undefined) return [];
    const isNewPeriod =
      record.temporality === 'period_to_date' && (record.start ?? '') > (row.start ?? record.start ?? '');
    const resets: Reset[] = [];
    const grown = this.#grow(isNewPeriod ? undefined : row, next, resets);
    if (grown !== 0) this.#place(record, feed, grown, now, reading - row.seenAt);
    // What two pages of a first reading say of one row is a baseline, and no change; nor is what happened before anybody looked.
    return feed.hasBaseline || (!isKept && reading > row.seenAt) ? resets : [];
  }

  /** Writes into the lanes by how much each total grew; returns which did. */
  #grow(row: Row | undefined, next: Row, resets: Reset[]): number {
    const growth = this.#growth;
    let grown = 0;
    for (let lane = 0; lane <= TOKENS; lane += 1) {
      const bit = 1 << lane;
      if ((next.mask & bit) === 0 || (row !== undefined && (row.mask & bit) === 0)) continue;
      const before = row?.values[lane] ?? 0;
      const after = next.values[lane] as number;
      growth[lane] = Math.max(0, after - before);
      if (after > before) grown |= bit;
      const field = MEASURES[lane];
      if (after < before && field !== undefined) resets.push({ field, before, after });
    }
    return grown | this.#growMoney(row, next, resets);
  }

  #growMoney(row: Row | undefined, next: Row, resets: Reset[]): number {
    if ((next.mask & MONEY_MASK) === 0) return 0;
    let mask = 0;
    for (let lane = 0; lane < MONEY_LANES; lane += 1) {
      const difference = (next.values[MONEY + lane] as number) - (row?.values[MONEY + lane] ?? 0);
      this.#money[lane] = difference;
      this.#growth[MONEY + lane] = difference;
      if (difference !== 0) mask |= 1 << (MONEY + lane);
    }
    const by = lanesToAmount((lane) => this.#money[lane] as number);
    if (by.startsWith('-') && row !== undefined)
      resets.push({ field: 'cost', before: amountOf(row.values), after: amountOf(next.values) });
    // Money always has its lane of whole units.
    return by === '0' || by.startsWith('-') ? 0 : mask | (1 << MONEY);
  }

  #place(record: FigureRecord, feed: FeedState, mask: number, now: number, intervalMs: number): void {
    const { figures } = this;
    figures.lanes.values.set(this.#growth);
    const resource = figures.resourceFor(record, feed);
    const series = figures.keys.seriesFor(record, feed, resource);
    figures.moment(series, mask, now, levelOfGrowth(intervalMs));
    if (record.type === 'usage') figures.noteUseAt(series, now, 0);
  }

  /** Forgets the rows of a source that is read no longer. */
  leave(source: string): void {
    for (const uid of this.#rows.keys()) if (uid.startsWith(`${source}/`)) this.#rows.delete(uid);
  }

  forget(now: number): void {
    for (const [uid, row] of this.#rows) if (now - row.seenAt > FORGET_MS) this.#rows.delete(uid);
  }

  dumpRow(uid: string): SavedRow | undefined {
    const row = this.#rows.get(uid);
    if (row === undefined) return undefined;
    const values: [number, number][] = [];
    for (let rest = row.mask; rest !== 0; rest &= rest - 1) {
      const lane = 31 - Math.clz32(rest & -rest);
      values.push([lane, row.values[lane] as number]);
    }
    return { uid, ...(row.start === undefined ? {} : { start: row.start }), values, seenAt: row.seenAt };
  }

  *dump(): Generator<SavedRow> {
    for (const uid of this.#rows.keys()) {
      const row = this.dumpRow(uid);
      if (row !== undefined) yield row;
    }
  }

  restore({ uid, start, values, seenAt }: SavedRow): void {
    const row: Row = { start, mask: 0, values: new Float64Array(LANES), seenAt };
    for (const [lane, value] of values) {
      row.mask |= 1 << lane;
      row.values[lane] = value;
    }
    this.#rows.set(uid, row);
  }
}

const zeroed = (values: Float64Array, mask: number): Float64Array => {
  for (let lane = 0; lane < values.length; lane += 1) if ((mask & (1 << lane)) === 0) values[lane] = 0;
  return values;
};
