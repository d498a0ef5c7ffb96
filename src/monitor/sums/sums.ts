import { MONEY_BIT, MONEY_MASK, TOKENS, TOKENS_BIT } from '../store/lanes.js';
import type { Delta } from '../store/delta.js';
import { Columns, LOOSE, moneyColumn, nanosColumn } from './columns.js';

const MEASURES_AND_TOKENS = 2 * TOKENS_BIT - 1;

/** By how many figures a lane of a sum grew: 1, 0 or -1. */
export const countOf = ({ born, gone }: Delta, bit: number): 1 | 0 | -1 => {
  if ((born & bit) !== 0) return 1;
  return (gone & bit) !== 0 ? -1 : 0;
};

/** The sums of all groups over one stretch of time. */
export class Sums {
  readonly columns = new Columns();
  /** How many groups have money of each origin. */
  readonly groupsWith: number[] = [];

  measures(delta: Delta, group: number): void {
    for (let rest = delta.mask & MEASURES_AND_TOKENS; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const lane = 31 - Math.clz32(bit);
      this.columns.add(lane, group, delta.values[lane] as number, countOf(delta, bit));
    }
  }

  money(delta: Delta, group: number, origin: number): void {
    for (let rest = delta.mask & MONEY_MASK; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const lane = 31 - Math.clz32(bit);
      const count = countOf(delta, bit);
      const left = this.columns.add(moneyColumn(origin, lane), group, delta.values[lane] as number, count);
      if (bit === MONEY_BIT) this.#countGroup(origin, count, left);
    }
  }

  /** Tokens of days without reported costs. */
  loose(delta: Delta, group: number): void {
    if ((delta.mask & TOKENS_BIT) !== 0)
      this.columns.add(LOOSE, group, delta.values[TOKENS] as number, countOf(delta, TOKENS_BIT));
  }

  /** Shares of buckets that are cut, in billionths. */
  nanos(origin: number, group: number, nanos: number, count: number): void {
    const left = this.columns.add(nanosColumn(origin), group, nanos, count);
    this.#countGroup(origin, count, left);
  }

  #countGroup(origin: number, count: number, left: number): void {
    const before = this.groupsWith[origin] ?? 0;
    const isFirst = count > 0 && left === count;
    const isLast = count < 0 && left === 0;
    this.groupsWith[origin] = before + (isFirst ? 1 : 0) - (isLast ? 1 : 0);
  }
}
