import { MONEY, MONEY_LANES, lanesToAmount, lanesToNumber } from '../store/lanes.js';

/** Columns of one origin: its lanes of money, then estimated parts as a number of billionths. */
const ORIGIN_WIDTH = 16;
const FIRST_ORIGIN = 32;
const NANOS = 15;

/** The column of one lane of money of an origin. */
export const moneyColumn = (origin: number, lane: number): number =>
  FIRST_ORIGIN + origin * ORIGIN_WIDTH + (lane - MONEY);
/** The column of what shares of cut buckets come to, in billionths of a unit. */
export const nanosColumn = (origin: number): number => FIRST_ORIGIN + origin * ORIGIN_WIDTH + NANOS;
/** The column of tokens of days without reported costs. */
export const LOOSE = 31;
export const NANO = 1e-9;

/** Sums by column and group, and how many figures each is made of: none differs from a sum of zero. */
export class Columns {
  readonly #sums: (Float64Array | undefined)[] = [];
  readonly #counts: (Int32Array | undefined)[] = [];
  #capacity = 64;

  #column(column: number): Float64Array {
    const known = this.#sums[column];
    if (known !== undefined) return known;
    const sums = new Float64Array(this.#capacity);
    this.#sums[column] = sums;
    this.#counts[column] = new Int32Array(this.#capacity);
    return sums;
  }

  reach(group: number): void {
    if (group < this.#capacity) return;
    const capacity = Math.ceil((group + 1) * 1.5);
    this.#capacity = capacity;
    for (const [column, sums] of this.#sums.entries()) {
      if (sums === undefined) continue;
      const more = new Float64Array(capacity);
      more.set(sums);
      this.#sums[column] = more;
      const counts = new Int32Array(capacity);
      counts.set(this.#counts[column] as Int32Array);
      this.#counts[column] = counts;
    }
  }

  /** Adds to a sum; returns how many figures it is made of then. */
  add(column: number, group: number, by: number, count: number): number {
    const sums = this.#column(column);
    const counts = this.#counts[column] as Int32Array;
    sums[group] = (sums[group] as number) + by;
    const left = (counts[group] as number) + count;
    counts[group] = left;
    if (left === 0) sums[group] = 0;
    return left;
  }

  sum(column: number, group: number): number {
    return this.#sums[column]?.[group] ?? 0;
  }

  count(column: number, group: number): number {
    return this.#counts[column]?.[group] ?? 0;
  }

  /** Whether there is any money of an origin, estimates of cut buckets included. */
  hasMoney(origin: number, group: number): boolean {
    return this.hasExact(origin, group) || this.count(nanosColumn(origin), group) > 0;
  }

  hasExact(origin: number, group: number): boolean {
    return this.count(moneyColumn(origin, MONEY), group) > 0;
  }

  amount(origin: number, group: number): string {
    return lanesToAmount((lane) => this.#lane(origin, lane, group));
  }

  /** About how much it is, without estimates. */
  number(origin: number, group: number): number {
    return lanesToNumber((lane) => this.#lane(origin, lane, group));
  }

  #lane(origin: number, lane: number, group: number): number {
    return lane < MONEY_LANES ? this.sum(moneyColumn(origin, MONEY + lane), group) : 0;
  }
}
