// From limits, of which an organization may have hundreds, to bars.
import type { LimitRow, Money } from 'headwater/monitor';

/** The limits of one thing over one period: one bar, on which lower ones are marks. */
interface LimitBar {
  readonly id: string;
  /** That with the highest limit, which the bar is drawn to. */
  readonly row: LimitRow;
  /** All of them as parts of the highest, from 0 to 1, in order. */
  readonly marks: readonly number[];
  /** How many of them are used up. */
  readonly reached: number;
  readonly count: number;
}

const sizeOf = (value: Money | number): number => (typeof value === 'object' ? Number(value.amount) : value);

const currencyOf = (value: Money | number): string => (typeof value === 'object' ? value.currency : '');

/** Limits that share a bar: alerts at several values of one thing, and of money the hard limit too. Any other has a bar of its own. */
const idOf = (row: LimitRow): string => {
  const { uid, subject, environment, measure, model, period, windowMs, limit, enforcement } = row;
  if (measure !== 'cost' && enforcement !== 'alert') return uid;
  const { source, kind, id } = subject;
  return JSON.stringify([source, kind, id, environment, measure, model, period, windowMs, currencyOf(limit)]);
};

const barOf = (id: string, rows: readonly LimitRow[]): LimitBar => {
  const sorted = [...rows].sort((a, b) => sizeOf(a.limit) - sizeOf(b.limit));
  const row = sorted.at(-1) as LimitRow;
  const most = sizeOf(row.limit);
  const marks = [...new Set(sorted.map(({ limit }) => (most === 0 ? 1 : sizeOf(limit) / most)))];
  return { id, row, marks, reached: rows.filter(({ ratio = 0 }) => ratio >= 1).length, count: rows.length };
};

/** Money before all else, what is nearest to its end first, what is not reported last. */
const byUrgency = ({ row: a }: LimitBar, { row: b }: LimitBar): number =>
  Number(b.ratio !== undefined) - Number(a.ratio !== undefined) ||
  Number(b.measure === 'cost') - Number(a.measure === 'cost') ||
  (b.ratio ?? 0) - (a.ratio ?? 0);

export const limitBars = (rows: readonly LimitRow[]): readonly LimitBar[] => {
  const groups = new Map<string, LimitRow[]>();
  for (const row of rows) {
    const id = idOf(row);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return [...groups].map(([id, group]) => barOf(id, group)).sort(byUrgency);
};
