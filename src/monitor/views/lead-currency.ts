import { leadOrigin } from '../sums/amounts.js';
import type { Rollup } from '../sums/rollup.js';
import type { Context } from './view.js';

/** Where nothing is reported yet, money is what it is estimated to be. */
const rateCurrency = ({ store, rates }: Context): string | undefined => {
  const rate = store.feeds.sources.map((_, source) => rates.of(source)).find((each) => each !== undefined);
  return rate === undefined ? undefined : store.figures.origins.currencyOf(rate.origin);
};

/** The currency that rows are sorted and drawn by: the one that most of them have. It changes with the figures. */
export const leadCurrency = (context: Context, rollup: Rollup): string | undefined => {
  const lead = leadOrigin(context.store, rollup.now);
  return lead === undefined ? rateCurrency(context) : context.store.figures.origins.currencyOf(lead);
};
