import type { CostRecord, Money, UsageRecord } from '../../records/index.js';
import { LANES, MEASURE_MASK, measuresToLanes, moneyToLanes } from './lanes.js';
import { isMoney } from './misfit.js';
import type { Origins } from './series.js';

export type Prices = (usage: UsageRecord) => Money | undefined;

/** The figures of one record at a time, in lanes; use that is not reported yet with what it costs by a price function. */
export class FigureLanes {
  readonly values: Float64Array = new Float64Array(LANES);
  /** The currency that the price function answers in. */
  pricesOrigin = -1;

  constructor(
    private readonly origins: Origins,
    private readonly prices: Prices | undefined,
  ) {}

  /** Whether a price function answers for what is not reported yet. */
  get hasPrices(): boolean {
    return this.prices !== undefined;
  }

  /** Writes the figures of a record; returns which lanes, as bits, and -1 where they are no figures. */
  write(record: UsageRecord | CostRecord): number {
    if (record.type === 'cost') return moneyToLanes(record.cost.amount, this.values);
    const mask = measuresToLanes(record.measures, this.values);
    return mask > 0 && this.prices !== undefined ? this.#price(record, mask) : mask;
  }

  /** Writes figures as a journal keeps them, lane and value in turns; returns which lanes. */
  writePairs(pairs: readonly number[]): number {
    let mask = 0;
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const lane = pairs[at] as number;
      this.values[lane] = pairs[at + 1] as number;
      mask |= 1 << lane;
    }
    return mask;
  }

  /** Whether any of the measures shows use. */
  hasUse(mask: number): boolean {
    for (let rest = mask & MEASURE_MASK; rest !== 0; rest &= rest - 1)
      if ((this.values[31 - Math.clz32(rest & -rest)] as number) > 0) return true;
    return false;
  }

  #price(record: UsageRecord, mask: number): number {
    const price = this.#priceOf(record);
    if (price === undefined) return mask;
    const origin = this.origins.idOf('estimated', price.currency);
    if (this.pricesOrigin < 0) this.pricesOrigin = origin;
    if (origin !== this.pricesOrigin) return mask;
    const money = moneyToLanes(price.amount, this.values);
    return money < 0 ? mask : mask | money;
  }

  /** A price function that throws, or gives what is no money, knows nothing. */
  #priceOf(record: UsageRecord): Money | undefined {
    try {
      const price = this.prices?.(record);
      return isMoney(price) ? price : undefined;
    } catch {
      return undefined;
    }
  }
}
