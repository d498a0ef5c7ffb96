import type { CostRecord, Measures } from '../../records/index.js';
import type { Amount } from '../shapes.js';
import { estimate, MEASURES, TOKENS } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { LOOSE, NANO, nanosColumn } from './columns.js';
import type { Rates } from './rates.js';
import type { Sums } from './sums.js';

/** From the best to the weakest. */
export const BASES: readonly CostRecord['basis'][] = ['provider_reported', 'provider_gateway', 'estimated'];

const RANK = new Map<string, number>(BASES.map((basis, rank) => [basis, rank]));

/** Reported before gateway before estimated, then by currency. */
export const byRank = (a: Amount, b: Amount): number =>
  (RANK.get(a.basis) ?? 0) - (RANK.get(b.basis) ?? 0) || (a.currency < b.currency ? -1 : 1);

/** What a group has in tokens of days that are not reported, and what a token of its source costs. */
const looseOf = (store: Store, rates: Rates, sums: Sums, group: number, source: number) => {
  const tokens = sums.columns.sum(LOOSE, group);
  const rate = tokens === 0 || store.figures.lanes.hasPrices ? undefined : rates.of(source);
  return rate === undefined ? undefined : { origin: rate.origin, value: tokens * rate.perToken };
};

/** Estimates of one origin: by price, by shares of cut buckets, and by rate. */
const estimated = (store: Store, rates: Rates, sums: Sums, group: number, source: number, origin: number) => {
  const { columns } = sums;
  const loose = looseOf(store, rates, sums, group, source);
  const byRate = loose?.origin === origin ? loose.value : undefined;
  if (byRate === undefined && !columns.hasMoney(origin, group)) return undefined;
  return columns.number(origin, group) + columns.sum(nanosColumn(origin), group) * NANO + (byRate ?? 0);
};

/** Returns the money of a group: one amount for each currency and basis. */
export const amountsOf = (
  store: Store,
  rates: Rates,
  sums: Sums,
  group: number,
  source: number,
): readonly Amount[] => {
  const { origins } = store.figures;
  const amounts: Amount[] = [];
  for (let origin = 0; origin < origins.end; origin += 1) {
    const basis = origins.basisOf(origin);
    const currency = origins.currencyOf(origin);
    if (basis === 'estimated') {
      const value = estimated(store, rates, sums, group, source, origin);
      if (value !== undefined) amounts.push({ ...estimate(value, currency), basis });
    } else if (sums.columns.hasExact(origin, group))
      amounts.push({ amount: sums.columns.amount(origin, group), currency, basis });
  }
  return amounts.length < 2 ? amounts : amounts.sort(byRank);
};

/** About how much money a group has of one origin; undefined for none. */
export const numberIn = (
  store: Store,
  rates: Rates,
  sums: Sums,
  group: number,
  source: number,
  origin: number,
): number | undefined => {
  if (store.figures.origins.basisOf(origin) === 'estimated')
    return estimated(store, rates, sums, group, source, origin);
  return sums.columns.hasExact(origin, group) ? sums.columns.number(origin, group) : undefined;
};

/** About how much money a group has in a currency, of whatever basis: what orders go by. */
export const numberOf = (
  store: Store,
  rates: Rates,
  sums: Sums,
  group: number,
  source: number,
  currency: string,
): number | undefined => {
  const { origins } = store.figures;
  let sum: number | undefined;
  for (let origin = 0; origin < origins.end; origin += 1) {
    if (origins.currencyOf(origin) !== currency) continue;
    const value = numberIn(store, rates, sums, group, source, origin);
    if (value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
};

/** The origin that most groups have money of, of several the one with the largest total; undefined where there is no money. */
export const leadOrigin = (
  { figures: { origins } }: Pick<Store, 'figures'>,
  { groupsWith }: Pick<Sums, 'groupsWith'>,
  totalIn: (origin: number) => number,
): number | undefined => {
  const count = (origin: number): number => groupsWith[origin] ?? 0;
  const amountOf = (origin: number) => ({
    amount: '',
    currency: origins.currencyOf(origin),
    basis: origins.basisOf(origin),
  });
  // Origins are numbered as they arrive, which says nothing of them.
  const leads = (a: number, b: number): boolean =>
    (count(a) - count(b) || totalIn(a) - totalIn(b) || byRank(amountOf(b), amountOf(a))) > 0;
  let lead: number | undefined;
  for (let origin = 0; origin < origins.end; origin += 1)
    if (count(origin) > 0 && (lead === undefined || leads(origin, lead))) lead = origin;
  return lead;
};

/** Returns the measures of a group; undefined where there are none. */
export const measuresOf = (sums: Sums, group: number): Measures | undefined => {
  const measures: Record<string, number> = {};
  let some = false;
  for (const [lane, measure] of MEASURES.entries()) {
    if (sums.columns.count(lane, group) === 0) continue;
    measures[measure] = sums.columns.sum(lane, group);
    some = true;
  }
  return some ? measures : undefined;
};

/** Tokens of a group; undefined where none are known. */
export const tokensOf = (sums: Sums, group: number): number | undefined =>
  sums.columns.count(TOKENS, group) === 0 ? undefined : sums.columns.sum(TOKENS, group);
