import { slotOf, type Span } from '../store/levels.js';
import type { Origins } from '../store/series.js';
import { BASES } from '../sums/amounts.js';
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

/** What a small chart shows: the cost of the best basis that there is, or without costs the tokens. */
export const sparkOf = (
  track: Track | undefined,
  origins: Origins,
  slots: readonly number[],
): readonly (number | null)[] => {
  if (track === undefined) return slots.map(() => null);
  for (const basis of BASES)
    for (const [origin, money] of track.money) {
      if (origins.basisOf(origin) !== basis) continue;
      const values = valuesOf(track, money, slots);
      if (hasAny(values)) return values;
    }
  return valuesOf(track, track.tokens, slots);
};
