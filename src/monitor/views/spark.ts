import { slotOf, type Span } from '../store/levels.js';
import type { Origins } from '../store/series.js';
import { byRank } from '../sums/amounts.js';
import type { SlotValues, Track } from '../sums/track.js';

/** Slots of a span up to now, oldest first. */
export const slotsOf = ({ level, from, to }: Span, now: number): readonly number[] => {
  const end = Math.min(to, slotOf(level, now) + 1);
  return Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
};

/** The values of slots; null where there is no data. */
export const valuesOf = (track: Track, values: SlotValues, slots: readonly number[]): (number | null)[] =>
  slots.map((slot) => values.valueAt(track.at(slot)));

/** Whether any of the values is data. */
export const hasAny = (values: readonly (number | null)[]): boolean => values.some((value) => value !== null);

/** Values of several tracks slot by slot; null only where none has any. */
const sumOf = (all: readonly (readonly (number | null)[])[]): readonly (number | null)[] => {
  const [first = [], ...others] = all;
  if (others.length === 0) return first;
  return first.map((_, at) => {
    const values = all.map((each) => each[at] ?? null).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  });
};

/** Kinds of money that tracks have: those of a currency first, each currency by the best basis. */
const originsIn = (tracks: readonly Track[], origins: Origins, currency: string | undefined): number[] => {
  const all = new Set(tracks.flatMap((track) => [...track.money.keys()]));
  const parts = [...all].map((origin) => ({
    origin,
    money: { amount: '', currency: origins.currencyOf(origin), basis: origins.basisOf(origin) },
  }));
  const isWanted = ({ money }: (typeof parts)[number]): boolean => money.currency === currency;
  return parts
    .sort((a, b) => Number(isWanted(b)) - Number(isWanted(a)) || byRank(a.money, b.money))
    .map(({ origin }) => origin);
};

/**
 * What a small chart shows: the cost in the currency that rows are sorted by, of the best basis that there is; without it that in
 * another one, and without costs the tokens. Of several tracks it is one kind of money, since others never add up.
 */
export const sparkOf = (
  tracks: readonly Track[],
  origins: Origins,
  slots: readonly number[],
  currency: string | undefined,
): readonly (number | null)[] => {
  if (tracks.length === 0) return slots.map(() => null);
  for (const origin of originsIn(tracks, origins, currency)) {
    const values = sumOf(
      tracks.flatMap((track) => {
        const money = track.money.get(origin);
        return money === undefined ? [] : [valuesOf(track, money, slots)];
      }),
    );
    if (hasAny(values)) return values;
  }
  return sumOf(tracks.map((track) => valuesOf(track, track.tokens, slots)));
};
