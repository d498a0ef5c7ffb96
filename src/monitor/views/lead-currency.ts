import { TOKENS } from '../store/lanes.js';
import { leadOrigin, numberOf } from '../sums/amounts.js';
import type { Rollup } from '../sums/rollup.js';
import { sourceOf, totalIn } from './totals.js';
import type { Context } from './view.js';

/** Where nothing is reported yet, money is what it is estimated to be. */
const rateCurrency = ({ store, rates }: Context): string | undefined => {
  const rate = store.feeds.order.map((source) => rates.of(source)).find((each) => each !== undefined);
  return rate === undefined ? undefined : store.figures.origins.currencyOf(rate.origin);
};

/** The money that most rows have, of several kinds the one with the largest total. `total` holds the same figures by source. */
export const leadOf = (context: Context, rollup: Rollup, total: Rollup): number | undefined =>
  leadOrigin(context.store, rollup.now, (origin) => totalIn(context, total, total.now, origin));

/** The currency that rows are sorted and drawn by: that of the money which leads. It changes with the figures. */
export const leadCurrency = (context: Context, rollup: Rollup, total: Rollup): string | undefined => {
  const lead = leadOf(context, rollup, total);
  return lead === undefined ? rateCurrency(context) : context.store.figures.origins.currencyOf(lead);
};

/**
 * What a row of spend is sorted by, the largest first: its money in a currency, whatever its origin. Rows without any come after
 * all others, by their tokens.
 */
export const spendRank = (
  context: Context,
  rollup: Rollup,
  groups: readonly number[],
  currency: string | undefined,
): number => {
  const { store, rates } = context;
  const { now } = rollup;
  const costs = groups.flatMap((group) => {
    const source = sourceOf(context, rollup, group);
    return currency === undefined ? [] : (numberOf(store, rates, now, group, source, currency) ?? []);
  });
  if (costs.length > 0) return costs.reduce((sum, cost) => sum + cost, 0);
  const tokens = groups.reduce((sum, group) => sum + now.columns.sum(TOKENS, group), 0);
  return -1e15 + Math.min(1e14, tokens);
};
