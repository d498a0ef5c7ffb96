import { type Iso, isoAt, type Limit, type Money } from '../../records/index.js';
import type { Where } from '../queries.js';
import { checkSpendQuery } from '../queries-check.js';
import { isMoney } from '../store/misfit.js';

/** A limit of one's own: it refuses nothing, it is watched. */
export interface Budget {
  /** Unique among the budgets of a monitor. */
  readonly name: string;
  /** The amount that may be spent. */
  readonly limit: Money;
  /** How long it lasts: a day or a month, in UTC. */
  readonly period: 'day' | 'month';
  /** What spend counts; default all. Fields are those of a spend query. */
  readonly where?: Where | undefined;
}

const PERIODS: readonly Budget['period'][] = ['day', 'month'];

/**
 * Refuses what is no budget: nothing would ever be held against it, and nobody would know.
 *
 * @throws RangeError
 */
export const checkBudget = ({ name, limit, period, where }: Budget): void => {
  if (name === '') throw new RangeError('the name of a budget must not be empty');
  const say = (member: string, rule: string, value: unknown): never => {
    throw new RangeError(`budget '${name}': ${member} must be ${rule}, got ${JSON.stringify(value)}`);
  };
  if (!isMoney(limit) || limit.amount.startsWith('-'))
    say(
      'limit',
      "an amount from 0 as a decimal text, and a currency: { amount: '500', currency: 'USD' }",
      limit,
    );
  if (!PERIODS.includes(period)) say('period', 'day or month', period);
  checkSpendQuery({ by: 'source', where });
};

const nextReset = (period: Budget['period'], now: number): Iso => {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return new Date(
    period === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1),
  ).toISOString();
};

/** The name of the source that budgets belong to. */
export const LOCAL = 'local';

/** Returns a budget as a limit, beside those of the providers. */
export const limitOfBudget = ({ name, limit, period }: Budget, now: number): Limit => ({
  uid: `${LOCAL}/budget/${name}`,
  provider: LOCAL,
  source: LOCAL,
  resource: 'budget',
  observedAt: isoAt(now),
  revision: 0,
  type: 'limit',
  subject: { source: LOCAL, kind: 'budget', id: name },
  measure: 'cost',
  limit,
  period,
  resetsAt: nextReset(period, now),
  enforcement: 'alert',
});
