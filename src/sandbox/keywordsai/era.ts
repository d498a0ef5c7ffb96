import { diceOf, type Dice } from '../random.js';
import type { Customer } from './customers.js';

/** What the lists of the organization are built from; only the clock moves. */
export interface Era {
  readonly seed: number;
  readonly scale: number;
  /** When the sandbox started. */
  readonly start: number;
  nowMs(): number;
  readonly organization: string;
  /** The customers of the start. */
  readonly customers: readonly Customer[];
  /** Those of them who are in the key's own environment. */
  readonly prod: readonly Customer[];
}

/** The name of the organization. */
export const ORGANIZATION = 'Sandbox';

/** What models the organization calls, and who serves them. */
export const MODELS = [
  { model: 'gpt-4o', provider: 'openai' },
  { model: 'gpt-4o-mini', provider: 'openai' },
  { model: 'claude-sonnet-4', provider: 'anthropic' },
] as const;

/** Dice of one list. */
export function diceFor(era: Era, ...labels: readonly (string | number)[]): Dice {
  return diceOf(era.seed, 'keywordsai', ...labels);
}

/** Any element of a list that has some. */
export function anyOf<A>(dice: Dice, list: readonly A[]): A {
  const found = list[dice.int(0, list.length - 1)];
  if (found === undefined) throw new Error('the sandbox has nothing to choose from');
  return found;
}

/** An instant with microseconds. */
export function micros(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}

/** An instant with as many digits behind the point as it needs. */
export function shortest(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/(?<!0)0+Z$/, 'Z')
    .replace('.Z', 'Z');
}

/** Someone of the organization, as records name who made them. */
export function author(number: number): Readonly<Record<string, string>> {
  const first = ['Ann', 'Ben', 'Cleo'][number % 3] ?? 'Ann';
  return { first_name: first, last_name: 'Lee', email: `${first.toLowerCase()}@example.com` };
}
