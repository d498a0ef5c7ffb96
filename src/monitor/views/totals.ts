import { sumMoney } from '../../records/index.js';
import type { Amount } from '../shapes.js';
import { amountsOf, BASES, byRank, numberIn } from '../sums/amounts.js';
import type { Rollup } from '../sums/rollup.js';
import type { Sums } from '../sums/sums.js';
import type { Context } from './view.js';

/** Adds amounts up, in each currency and basis apart. */
export const addAmounts = (amounts: readonly Amount[]): readonly Amount[] =>
  BASES.flatMap((basis) =>
    sumMoney(amounts.filter((amount) => amount.basis === basis)).map((sum): Amount => ({ ...sum, basis })),
  ).sort(byRank);

/** The source of a group of a rollup by whatever dimension. */
export const sourceOf = ({ store }: Context, rollup: Rollup, group: number): number =>
  store.entities.sourceOf(rollup.places[group] ?? 0);

/** The amounts of one group. */
export const groupAmounts = (
  context: Context,
  rollup: Rollup,
  sums: Sums,
  group: number,
): readonly Amount[] =>
  amountsOf(context.store, context.rates, sums, group, sourceOf(context, rollup, group));

/** The amounts of all groups together: for rollups of few groups, those by source. */
export const totalAmounts = (context: Context, rollup: Rollup, sums: Sums): readonly Amount[] =>
  addAmounts(rollup.places.flatMap((_, group) => groupAmounts(context, rollup, sums, group)));

/** About how much money of one origin all groups have together. */
export const totalIn = (context: Context, rollup: Rollup, sums: Sums, origin: number): number =>
  rollup.places.reduce((total, _, group) => {
    const source = sourceOf(context, rollup, group);
    return total + (numberIn(context.store, context.rates, sums, group, source, origin) ?? 0);
  }, 0);
