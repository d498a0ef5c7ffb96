import { isObject } from '../../operators/internal/isObject.js';
import { levelOfGrowth } from '../monitor/store/counters.js';
import { slotOf, DAY, HOUR, MINUTE, type Level } from '../monitor/store/levels.js';
import type { FeedRecord, Iso } from '../records/index.js';
import { recordOf, type SeenRecord } from './stored.js';
import { DAY_MS, HOUR_MS } from '../records/durations.js';

/**
 * The totals of a row of a feed of `counters`, over time: only their growth is use, so that a gateway that begins has to know what they
 * were. A text: the JSON of the row as it was last, then a line for each change, the last one first: the time, the time at which the row was seen before,
 * and the totals.
 */
interface Total {
  readonly at: Iso;
  readonly seen: Iso;
  readonly numbers: string;
}

/** As long as an index remembers a row. */
const KEPT_MS = 35 * DAY_MS;

/** The totals of a record, as text; empty where it holds none. */
export const numbersOf = (record: FeedRecord): string => {
  if (record.type !== 'usage' && record.type !== 'cost') return '';
  const { temporality, start } = record;
  if (temporality !== 'cumulative' && temporality !== 'period_to_date') return '';
  const totals = record.type === 'cost' ? { cost: record.cost } : { measures: record.measures };
  return JSON.stringify({ ...(start === undefined ? {} : { start }), ...totals });
};

const parseTotals = (kept: string): { readonly body: string; readonly totals: readonly Total[] } => {
  const [body = '', ...lines] = kept.split('\n');
  const totals = lines.map((line): Total => {
    const [at = '', seen = '', numbers = ''] = line.split(' ');
    return { at, seen, numbers };
  });
  return { body, totals: totals.reverse() };
};

const msOf = (time: Iso): number => Date.parse(time) || 0;

/** The slots that an index still holds at a time. */
const levelAt = (ageMs: number): Level => {
  if (ageMs < 3 * HOUR_MS) return MINUTE;
  return ageMs < 50 * HOUR_MS ? HOUR : DAY;
};

const leavesOf = (value: unknown, path = ''): readonly (readonly [path: string, value: unknown])[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, each]) => leavesOf(each, `${path}/${name}`))
    : [[path, value]];

/** Whether a total grew out of another, so that nothing is lost where the first is forgotten. */
const hasGrown = (before: string, after: string): boolean => {
  const old = new Map(leavesOf(JSON.parse(before)));
  const now = leavesOf(JSON.parse(after));
  return (
    now.length === old.size &&
    now.every(([path, value]) => {
      const known = old.get(path);
      return known === value || (/^\/(measures|cost\/amount)/.test(path) && Number(value) >= Number(known));
    })
  );
};

const growthLevel = ({ at, seen }: Total): Level => levelOfGrowth(msOf(at) - msOf(seen));

/** Whether the growth up to a total may be counted with that up to the next one: it lies in the same slot. */
const isCovered = (before: Total, total: Total, next: Total, now: number): boolean => {
  const level = levelAt(now - msOf(total.at));
  return (
    slotOf(level, msOf(total.at)) === slotOf(level, msOf(next.at)) &&
    growthLevel(total) === growthLevel(next) &&
    hasGrown(before.numbers, total.numbers) &&
    hasGrown(total.numbers, next.numbers)
  );
};

/**
 * Returns what is to be kept of the totals of a row: of each minute, hour or day that an index holds, those that its growth needs.
 * Empty where all of them are too old, which a row that is still listed is not.
 */
export const thinned = (kept: string, now: number): string => {
  const { body, totals } = parseTotals(kept);
  const oldest = now - KEPT_MS;
  const last = totals.at(-1);
  if (last === undefined || msOf(last.at) < oldest) return '';
  const first = Math.max(0, totals.findIndex(({ at }) => msOf(at) >= oldest) - 1);
  const rest = totals.slice(first).filter((total, at, all) => {
    const [before, next] = [all[at - 1], all[at + 1]];
    // From the first one the others are counted.
    return before === undefined || next === undefined || !isCovered(before, total, next, now);
  });
  const lines = rest.map(({ at, seen, numbers }) => `${at} ${seen} ${numbers}`).reverse();
  return [body, ...lines].join('\n');
};

/** Returns the row as it was in a reading; undefined where that was not kept. */
export const rowIn = (kept: string | null | undefined, reading: Iso): SeenRecord | undefined =>
  kept
    ? readingsOf(kept)
        .filter((seen) => seen.reading <= reading)
        .at(-1)
    : undefined;

/** Returns the readings of a row that an index needs to count its growth as it was counted when it was read. */
export const readingsOf = (kept: string): readonly SeenRecord[] => {
  const { body, totals } = parseTotals(kept);
  const row = JSON.parse(body) as object;
  const at = (reading: Iso, numbers: string): SeenRecord => ({
    reading,
    record: recordOf({ ...row, observedAt: reading, ...(JSON.parse(numbers) as object) }, reading),
  });
  return totals.flatMap((total, place) => {
    const before = totals[place - 1];
    const again =
      before !== undefined && total.seen > before.at && total.seen < total.at
        ? [at(total.seen, before.numbers)]
        : [];
    return [...again, at(total.at, total.numbers)];
  });
};
