import type { Money } from '../../records/index.js';
import { estimate } from '../store/lanes.js';
import { DAY, slotOf } from '../store/levels.js';
import { DAY_MS } from '../../records/durations.js';

/** Complete days below which nothing is projected. */
const LEAST_DAYS = 3;
/** With fewer samples of one weekday, those of all days are used. */
const LEAST_SAMPLES = 3;

/** What a projection is computed from. */
interface ProjectionInput {
  /** Spend of days, by their number since 1970; a day without data is absent. */
  readonly days: ReadonlyMap<number, number>;
  readonly now: number;
  /** How late costs are reported: a day is complete when it is over for so long. */
  readonly lagMs: number;
  readonly currency: string;
}

/** The value below which a part of sorted values lies, between neighbours in proportion. */
const quantile = (sorted: readonly number[], part: number): number => {
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
};

const sortedUp = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** 1970 began on a Thursday; which day of the week is which does not matter here. */
const weekdayOf = (day: number): number => day % 7;

const monthOf = (now: number): { readonly first: number; readonly end: number } => {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { first: slotOf(DAY, Date.UTC(year, month, 1)), end: slotOf(DAY, Date.UTC(year, month + 1, 1)) };
};

/** Days like one to come: of the same weekday; where too few are known, the middle of them and the spread of all days. */
const expected = (complete: ReadonlyMap<number, number>, day: number) => {
  const all = sortedUp([...complete.values()]);
  const same = sortedUp(
    [...complete].filter(([each]) => weekdayOf(each) === weekdayOf(day)).map(([, value]) => value),
  );
  const middle = quantile(same.length === 0 ? all : same, 0.5);
  const spread = same.length < LEAST_SAMPLES ? all : same;
  return {
    low: Math.min(middle, quantile(spread, 0.1)),
    mid: middle,
    high: Math.max(middle, quantile(spread, 0.9)),
  };
};

/**
 * Returns what a month will come to: its days so far, and for each day to come (today too, where less has been spent so far)
 * the median of complete days of the same weekday, with their tenth and ninetieth percentile as a band. Undefined below three
 * complete days.
 */
export const projectMonth = ({
  days,
  now,
  lagMs,
  currency,
}: ProjectionInput): { readonly low: Money; readonly mid: Money; readonly high: Money } | undefined => {
  const today = slotOf(DAY, now);
  const complete = new Map([...days].filter(([day]) => (day + 1) * DAY_MS + lagMs <= now));
  if (complete.size < LEAST_DAYS) return undefined;
  const { first, end } = monthOf(now);
  const sum = { low: 0, mid: 0, high: 0 };
  for (let day = first; day < end; day += 1) {
    const known = days.get(day) ?? 0;
    const isOpen = !complete.has(day) && (day + 1) * DAY_MS + lagMs > now;
    const guess = isOpen ? expected(complete, day) : { low: 0, mid: 0, high: 0 };
    const least = day <= today ? known : 0;
    sum.low += isOpen ? Math.max(least, guess.low) : known;
    sum.mid += isOpen ? Math.max(least, guess.mid) : known;
    sum.high += isOpen ? Math.max(least, guess.high) : known;
  }
  return {
    low: estimate(sum.low, currency),
    mid: estimate(sum.mid, currency),
    high: estimate(sum.high, currency),
  };
};
