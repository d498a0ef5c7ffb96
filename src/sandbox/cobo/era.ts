import { diceOf, type Dice } from '../random.js';
import type { Row } from '../table.js';
import type { WireItem } from '../types.js';
import type { Principal } from './identities.js';

/** What the lists are built from; only the clock and `principals` move. */
export interface Era {
  readonly seed: number;
  readonly scale: number;
  /** When the sandbox started. */
  readonly start: number;
  nowMs(): number;
  /** Those of the start. */
  readonly humans: readonly Principal[];
  readonly agents: readonly Principal[];
  /** Who is there now. */
  principal(id: string): Principal | undefined;
}

/** Dice of one list. */
export function diceFor(era: Era, ...labels: readonly (string | number)[]): Dice {
  return diceOf(era.seed, 'cobo', ...labels);
}

/** Any element of a list that has some. */
export function anyOf<A>(dice: Dice, list: readonly A[]): A {
  const found = list[dice.int(0, list.length - 1)];
  if (found === undefined) throw new Error('the sandbox has nothing to choose from');
  return found;
}

/** The row of an id, or the first one. */
export function rowOf(rows: readonly Row[], id?: string): Row {
  const found = rows.find((row) => id === undefined || row.id === id);
  if (found === undefined) throw new Error(`the sandbox has no parent ${String(id)}`);
  return found;
}

/** Members whose null may be left out: every third item does. */
export function sparse(number: number, members: WireItem): WireItem {
  if (number % 3 !== 0) return members;
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

/** Units of 1e-8 as a decimal text, without zeros at its end. */
export function decimal(units: bigint): string {
  const text = String(units).padStart(9, '0');
  return `${text.slice(0, -8)}.${text.slice(-8)}`.replace(/(?<!0)0+$/, '').replace(/\.$/, '');
}

/** A decimal text of at most eight digits behind the point as units of 1e-8. */
export function unitsOf(text: string): bigint {
  const [whole = '0', part = ''] = text.split('.');
  return BigInt(whole) * 100_000_000n + BigInt(part.padEnd(8, '0').slice(0, 8));
}
