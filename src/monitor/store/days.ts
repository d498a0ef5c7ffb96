import { LANES, MONEY, MONEY_LANES, MONEY_MASK, TOKENS, TOKENS_BIT, lanesToNumber } from './lanes.js';
import type { Delta } from './delta.js';

/** What one list gave for one day. */
export class DayTotal {
  tokens = 0;
  /** Whether any tokens were reported: a day without them differs from a day of zero. */
  hasTokens = false;
  /** Lanes of money, by origin. */
  readonly money: Map<number, Float64Array> = new Map<number, Float64Array>();

  add(origin: number, delta: Delta): void {
    if ((delta.mask & TOKENS_BIT) !== 0) {
      this.tokens += delta.values[TOKENS] as number;
      this.hasTokens ||= delta.born !== 0;
    }
    if ((delta.mask & MONEY_MASK) === 0) return;
    const lanes = this.money.get(origin) ?? new Float64Array(MONEY_LANES);
    this.money.set(origin, lanes);
    for (let lane = MONEY; lane < LANES; lane += 1)
      if ((delta.mask & (1 << lane)) !== 0)
        lanes[lane - MONEY] = (lanes[lane - MONEY] as number) + (delta.values[lane] as number);
  }

  amount(origin: number): number {
    const lanes = this.money.get(origin);
    return lanes === undefined ? 0 : lanesToNumber((lane) => lanes[lane] as number);
  }
}

/** Totals of whole days by list: what rates, restatements and reconciliations are computed from. */
export class Days {
  readonly #byResource = new Map<number, Map<number, DayTotal>>();

  add(resource: number, origin: number, delta: Delta): DayTotal {
    const days = this.#byResource.get(resource) ?? new Map<number, DayTotal>();
    this.#byResource.set(resource, days);
    const total = days.get(delta.slot) ?? new DayTotal();
    days.set(delta.slot, total);
    total.add(origin, delta);
    return total;
  }

  find(resource: number, day: number): DayTotal | undefined {
    return this.#byResource.get(resource)?.get(day);
  }

  of(resource: number): ReadonlyMap<number, DayTotal> {
    return this.#byResource.get(resource) ?? new Map<number, DayTotal>();
  }

  /** Origins of the money of all days. */
  *origins(): Generator<number> {
    for (const days of this.#byResource.values())
      for (const { money } of days.values()) for (const origin of money.keys()) if (origin >= 0) yield origin;
  }

  forgetBefore(day: number): void {
    for (const [resource, days] of this.#byResource) {
      for (const known of days.keys()) if (known < day) days.delete(known);
      if (days.size === 0) this.#byResource.delete(resource);
    }
  }
}
