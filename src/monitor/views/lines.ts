import type { CostRecord } from '../../records/index.js';
import type { SeriesQuery } from '../queries.js';
import type { Store } from '../store/store.js';
import { BASES } from '../sums/amounts.js';
import type { Rates } from '../sums/rates.js';
import type { Track } from '../sums/track.js';
import { hasAny, valuesOf } from './spark.js';

/** Values of one group, of one currency and basis where they are money. */
export interface Line {
  readonly currency?: string;
  readonly basis?: CostRecord['basis'];
  readonly values: readonly (number | null)[];
}

/** What a line is drawn from. */
export interface LineSource {
  readonly store: Store;
  readonly rates: Rates;
  readonly track: Track | undefined;
  readonly source: number;
  readonly slots: readonly number[];
  /** Money that lies in the window but in no slot of it: parts of days, which are shared out by tokens. */
  readonly spread: readonly { readonly currency: string; readonly value: number }[];
}

type Values = (number | null)[];

const add = (a: Values, b: Values): Values =>
  a.map((value, at) => {
    const other = b[at] ?? null;
    if (value === null) return other;
    return other === null ? value : value + other;
  });

/** Shares money out by the tokens of each slot; evenly where there are none. */
const sharedOut = (value: number, tokens: Values, slots: readonly number[]): Values => {
  const total = tokens.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  // Nothing of a refund is 0, and not -0, which would be shown with a sign.
  if (total > 0) return tokens.map((each) => (each === null ? null : (value * each) / total + 0));
  return slots.map(() => value / slots.length);
};

/** By the rank of the basis, then by currency. */
const byMoney = (a: Line, b: Line): number =>
  BASES.indexOf(a.basis ?? 'estimated') - BASES.indexOf(b.basis ?? 'estimated') ||
  ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1);

/** Key of lines that may be added up. */
const keyOf = (basis: string, currency: string): string => `${basis}/${currency}`;

const costLines = ({ store, rates, track, source, slots, spread }: LineSource): readonly Line[] => {
  const { origins } = store.figures;
  const lines = new Map<string, { currency: string; basis: CostRecord['basis']; values: Values }>();
  const put = (basis: CostRecord['basis'], currency: string, values: Values): void => {
    if (!hasAny(values)) return;
    const known = lines.get(keyOf(basis, currency));
    if (known === undefined) lines.set(keyOf(basis, currency), { currency, basis, values });
    else known.values = add(known.values, values);
  };
  if (track !== undefined) {
    for (const [origin, money] of track.money)
      put(origins.basisOf(origin), origins.currencyOf(origin), valuesOf(track, money, slots));
    const rate = store.figures.lanes.hasPrices ? undefined : rates.of(source);
    if (rate !== undefined)
      put(
        'estimated',
        origins.currencyOf(rate.origin),
        valuesOf(track, track.loose, slots).map((tokens) =>
          tokens === null ? null : tokens * rate.perToken,
        ),
      );
  }
  const tokens = track === undefined ? [] : valuesOf(track, track.tokens, slots);
  for (const { currency, value } of spread) put('estimated', currency, sharedOut(value, tokens, slots));
  return [...lines.values()].sort(byMoney);
};

/** Returns the lines of a group: one for tokens or requests, one for each currency and basis of costs. */
export const linesOf = (measure: SeriesQuery['measure'], from: LineSource): readonly Line[] => {
  const { track, slots } = from;
  if (measure === undefined || measure === 'cost') return costLines(from);
  if (track === undefined) return [];
  const values = valuesOf(track, measure === 'tokens' ? track.tokens : track.requests, slots);
  return hasAny(values) ? [{ values }] : [];
};

/** Differences below this part of a value are noise of doubles. */
const NOISE = 1e-9;

/** Adds the lines of several groups up, in each currency and basis apart. */
export const addLines = (lines: readonly Line[]): readonly Line[] => {
  const sums: Line[] = [];
  for (const line of lines) {
    const at = sums.findIndex(({ basis, currency }) => basis === line.basis && currency === line.currency);
    const sum = sums[at];
    if (sum === undefined) sums.push(line);
    else sums[at] = { ...sum, values: add([...sum.values], [...line.values]) };
  }
  return sums.sort(byMoney);
};

/** Takes lines off those of everything: what is left is that of all others, null where there is nothing. */
const without = (all: readonly Line[], lines: readonly Line[]): readonly Line[] =>
  all
    .map((line) => {
      const same = lines.filter(({ basis, currency }) => basis === line.basis && currency === line.currency);
      const values = line.values.map((value, at) => {
        const taken = same.reduce((sum, each) => sum + (each.values[at] ?? 0), 0);
        return value === null || Math.abs(value - taken) <= Math.abs(value) * NOISE ? null : value - taken;
      });
      return { ...line, values };
    })
    .filter(({ values }) => hasAny(values));

const tokensIn = (sources: readonly LineSource[], at: number): number | undefined => {
  let sum: number | undefined;
  for (const { track, slots } of sources) {
    const value = track?.tokens.valueAt(track.at(slots[at] ?? 0));
    if (value != null) sum = (sum ?? 0) + value;
  }
  return sum;
};

/** Money that lies in no slot is shared out by the tokens of those whose it is: not by everybody's, less by others'. */
const restSpread = (all: readonly LineSource[], drawn: readonly LineSource[]): readonly Line[] => {
  const left = new Map<string, { value: number; whole: number }>();
  for (const [sources, sign] of [
    [all, 1],
    [drawn, -1],
  ] as const)
    for (const { currency, value } of sources.flatMap(({ spread }) => spread)) {
      const sum = left.get(currency) ?? { value: 0, whole: 0 };
      left.set(currency, { value: sum.value + sign * value, whole: sum.whole + Math.abs(value) });
    }
  const slots = all[0]?.slots ?? [];
  const tokens = slots.map((_, at) => {
    const rest = (tokensIn(all, at) ?? 0) - (tokensIn(drawn, at) ?? 0);
    return rest > 0 ? rest : null;
  });
  return [...left]
    .filter(([, { value, whole }]) => Math.abs(value) > NOISE * Math.max(1, whole))
    .map(([currency, { value }]) => ({
      basis: 'estimated' as const,
      currency,
      values: sharedOut(value, tokens, slots),
    }));
};

/** Returns the lines of all whose own are not drawn. */
export const restLines = (
  measure: SeriesQuery['measure'],
  all: readonly LineSource[],
  drawn: readonly LineSource[],
): readonly Line[] => {
  const inSlots = (sources: readonly LineSource[]): readonly Line[] =>
    addLines(sources.flatMap((source) => linesOf(measure, { ...source, spread: [] })));
  const rest = without(inSlots(all), inSlots(drawn));
  const isCost = measure === undefined || measure === 'cost';
  return isCost ? addLines([...rest, ...restSpread(all, drawn)]) : rest;
};
