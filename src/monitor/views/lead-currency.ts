import { leadOrigin } from '../sums/amounts.js';
import type { Rollup } from '../sums/rollup.js';
import { totalIn } from './totals.js';
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
