import type { Dice } from '../../random.js';
import type {
  Core,
  Environment,
  Group,
  KeygenData,
  License,
  Machine,
  Policy,
  Product,
  Release,
  Stamped,
  User,
} from '../records.js';

/** What a new record is made from. */
export interface Desk<Data = KeygenData> {
  readonly dice: Dice;
  readonly data: Data;
  readonly at: number;
  /** Keeps names apart. */
  readonly number: number;
}

/** A desk at which only the core is known. */
export type CoreDesk = Desk<Core>;

/** What a new record belongs to; whatever is left open is thrown. */
export interface Hint {
  readonly user?: User;
  readonly product?: Product;
  readonly policy?: Policy;
  readonly license?: License;
  readonly machine?: Machine;
  readonly group?: Group;
  readonly release?: Release;
  readonly environment?: Environment;
}

/** Between two records of a list at the start. */
const STEP_MS = 7_211_077;

/** So many records, the newest first; numbers count from the oldest, which has number 1. */
export function many<A>(
  count: number,
  newest: number,
  make: (at: number, number: number) => A,
  step = STEP_MS,
): A[] {
  return Array.from({ length: count }, (_, place) => make(newest - place * step, count - place));
}

/** How many of a list's oldest records belong to one parent, so that this parent's own list has pages. */
export function hubOf(count: number): number {
  return Math.min(30, Math.floor(count / 5));
}

/** The oldest record of a list: the parent that has more than the others. */
export function oldest<A>(list: readonly A[]): A {
  return sure(list.at(-1));
}

/** One record of a list. */
export function anyOf<A>(dice: Dice, list: readonly A[]): A {
  return sure(list[dice.int(0, list.length - 1)]);
}

/** A record that must be there. */
export function sure<A>(found: A | undefined): A {
  if (found === undefined) throw new Error('the sandbox has nothing left to attach a new item to');
  return found;
}

/** Records, the newest first. */
export function byAge<A extends Stamped>(records: readonly A[]): A[] {
  return [...records].sort((a, b) => b.created - a.created);
}
