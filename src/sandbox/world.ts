import type { Clock } from './clock.js';

/** What every provider's data is built from. */
export interface WorldConfig {
  readonly seed: number;
  readonly scale: number;
  readonly clock: Clock;
}

export const DAY = 86_400;

/** A list size at a scale, never below its minimum. */
export function sizeOf(full: number, scale: number, minimum = 25): number {
  return Math.max(minimum, Math.round(full * scale));
}

/** The next multiple of a step, at least one. */
export const roundedUp = (value: number, step: number): number => Math.max(1, Math.ceil(value / step)) * step;

/** Takes an entry out of a mutable list by id, or the first one. */
export function takeOut<A extends { readonly id: string }>(list: A[], id?: string): A | undefined {
  const at = id === undefined ? 0 : list.findIndex((entry) => entry.id === id);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}

const FIRST = [
  'Ada',
  'Ana',
  'Bruno',
  'Chen',
  'Dara',
  'Emil',
  'Fatima',
  'Goran',
  'Hana',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
  'Mira',
  'Noor',
  'Omar',
] as const;
const LAST = [
  'Abel',
  'Berg',
  'Costa',
  'Diaz',
  'Ekwueme',
  'Fischer',
  'Grant',
  'Hoang',
  'Ito',
  'Jensen',
  'Kaya',
  'Lopez',
  'Moreau',
  'Novak',
  'Okafor',
  'Peters',
] as const;

/** A person's name and address; the number keeps addresses apart. */
export function personOf(bits: number, number: number): { first: string; last: string; email: string } {
  const first = FIRST[bits % FIRST.length] ?? FIRST[0];
  const last = LAST[(bits >>> 8) % LAST.length] ?? LAST[0];
  return { first, last, email: `${first}.${last}.${String(number)}@example.com`.toLowerCase() };
}
