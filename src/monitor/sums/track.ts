import { LANES, MONEY, MONEY_BIT, MONEY_MASK, REQUESTS, TOKENS, lanesToNumber } from '../store/lanes.js';
import type { Delta } from '../store/delta.js';
import { countOf } from './sums.js';

/** Values by slot, and whether there are any: a slot without data is no slot of zero. */
export class SlotValues {
  readonly sums: Float64Array;
  readonly counts: Int32Array;

  constructor(length: number) {
    this.sums = new Float64Array(length);
    this.counts = new Int32Array(length);
  }

  add(at: number, by: number, count: number): void {
    this.sums[at] = (this.sums[at] as number) + by;
    this.counts[at] = (this.counts[at] as number) + count;
    // Sums of doubles drift; nothing is nothing.
    if (this.counts[at] === 0) this.sums[at] = 0;
  }

  clear(at: number): void {
    this.sums[at] = 0;
    this.counts[at] = 0;
  }

  valueAt(at: number): number | null {
    return this.counts[at] === 0 ? null : (this.sums[at] as number);
  }
}

const moneyOf = (delta: Delta): number =>
  lanesToNumber((lane) => {
    const at = MONEY + lane;
    return at < LANES && (delta.mask & (1 << at)) !== 0 ? (delta.values[at] as number) : 0;
  });

/** The figures of one group, slot by slot: what a line of a chart and a sparkline are drawn from. */
export class Track {
  readonly tokens: SlotValues;
  readonly requests: SlotValues;
  /** Tokens of days without reported costs. */
  readonly loose: SlotValues;
  readonly money = new Map<number, SlotValues>();
  readonly #length: number;

  constructor(slots: number) {
    // Clocks differ: the open slot of a provider may be the next one here.
    this.#length = slots + 2;
    this.tokens = new SlotValues(this.#length);
    this.requests = new SlotValues(this.#length);
    this.loose = new SlotValues(this.#length);
  }

  at(slot: number): number {
    return slot % this.#length;
  }

  holds(slot: number, from: number): boolean {
    return slot >= from && slot < this.endFrom(from);
  }

  /** The first slot that it has no room for, where it begins with a slot. */
  endFrom(from: number): number {
    return from + this.#length;
  }

  moneyOf(origin: number): SlotValues {
    const known = this.money.get(origin) ?? new SlotValues(this.#length);
    this.money.set(origin, known);
    return known;
  }

  /** `origin` is that of the money in the delta; -1 where it counts for nothing. */
  add(delta: Delta, origin: number, isLoose: boolean): void {
    const at = this.at(delta.slot);
    if ((delta.mask & (1 << TOKENS)) !== 0) {
      const tokens = delta.values[TOKENS] as number;
      const count = countOf(delta, 1 << TOKENS);
      this.tokens.add(at, tokens, count);
      if (isLoose) this.loose.add(at, tokens, count);
    }
    if ((delta.mask & (1 << REQUESTS)) !== 0)
      this.requests.add(at, delta.values[REQUESTS] as number, countOf(delta, 1 << REQUESTS));
    if (origin >= 0 && (delta.mask & MONEY_MASK) !== 0)
      this.moneyOf(origin).add(at, moneyOf(delta), countOf(delta, MONEY_BIT));
  }

  /** Costs of the slot are reported now: what was estimated from a point is taken off. The delta takes the point off. */
  settle(delta: Delta, origin: number): void {
    const at = this.at(delta.slot);
    if ((delta.mask & (1 << TOKENS)) !== 0) this.loose.add(at, delta.values[TOKENS] as number, -1);
    if (origin >= 0 && (delta.mask & MONEY_BIT) !== 0) this.moneyOf(origin).add(at, moneyOf(delta), -1);
  }

  clear(slot: number): void {
    const at = this.at(slot);
    for (const values of [this.tokens, this.requests, this.loose, ...this.money.values()]) values.clear(at);
  }
}
