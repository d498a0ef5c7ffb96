// Budgets against what is spent: the pace at which a budget is used up exactly when its period ends.
import type { Amount, LimitRow, Money } from 'headwater/monitor';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A budget, and how much of it an hour may take. */
interface Pace {
  readonly name: string;
  readonly limit: Money;
  readonly perHour: number;
}

const monthMs = (now: number): number => {
  const date = new Date(now);
  return (
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) -
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
  );
};

const periodMs = (period: LimitRow['period'], now: number): number | undefined => {
  if (period === 'day') return DAY_MS;
  if (period === 'week') return 7 * DAY_MS;
  return period === 'month' ? monthMs(now) : undefined;
};

const isMoney = (value: Money | number | undefined): value is Money => typeof value === 'object';

/** Things whose budget holds for all that an account spends. */
const WHOLE: ReadonlySet<string> = new Set(['organization', 'account', 'source', 'budget']);

const GRAVITY: Readonly<Record<LimitRow['enforcement'], number>> = { hard: 2, soft: 1, alert: 0 };

/**
 * The budget that figures of a currency are held against: of a whole account, or of the one thing that they are narrowed to;
 * one that is enforced before one that only alerts, then the lower one. Undefined where there is none, or where several accounts have
 * one each, since their sum is a budget that nobody set.
 *
 * @param narrowedTo id of the project or the like that all figures are of
 */
export const paceOfBudget = (
  limits: readonly LimitRow[],
  currency: string | undefined,
  now: number,
  narrowedTo?: string,
): Pace | undefined => {
  const fitting = limits.flatMap((row) => {
    const ms = periodMs(row.period, now);
    const isOf = narrowedTo === undefined ? WHOLE.has(row.subject.kind) : row.subject.id === narrowedTo;
    return isOf && ms !== undefined && isMoney(row.limit) && row.limit.currency === currency
      ? [{ row, limit: row.limit, perHour: Number(row.limit.amount) / (ms / HOUR_MS) }]
      : [];
  });
  if (new Set(fitting.map(({ row }) => `${row.subject.source}/${row.subject.id}`)).size > 1) return undefined;
  const [best] = fitting.sort(
    (a, b) => GRAVITY[b.row.enforcement] - GRAVITY[a.row.enforcement] || a.perHour - b.perHour,
  );
  return best === undefined || !(best.perHour > 0)
    ? undefined
    : { name: best.row.name, limit: best.limit, perHour: best.perHour };
};

/** How much more is spent in an hour than a budget allows, as a ratio; undefined where its currency is not spent. */
export const againstBudget = (spent: Amount | undefined, pace: Pace | undefined): number | undefined =>
  spent === undefined || pace === undefined || spent.currency !== pace.limit.currency
    ? undefined
    : Number(spent.amount) / pace.perHour - 1;
