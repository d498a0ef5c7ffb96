import { LICENCE_KEY } from './canaries.js';
import { CURSOR_FAMILIES, NAMES_NEXT } from './protocol.js';
import type { Scenario } from './scenario.js';

/** Distance of two rows, so that others can come to stand between them. */
const GAP = 1000;

/** An item as it goes over the wire; its id carries its place in the order. */
export const itemOf = (row: number): Readonly<Record<string, unknown>> => ({
  id: idOf(row),
  rank: row,
  key: `${LICENCE_KEY}${String(row)}`,
});

export const idOf = (row: number): string => `itm_${String(row)}`;

/** Indices of pages that stand behind the data, where a short last page has made the client's steps smaller. */
export const BEHIND = 1_000_000;

/** Rows from one position to the next, and what the next position is. */
interface Slice {
  readonly rows: readonly number[];
  /** The row behind which the next page starts, for cursors; undefined where nothing is left. */
  readonly more: boolean;
}

/** The data set: rows in ascending order, some of which come and go. */
export class World {
  rows: number[];
  /** Rows that were there from beginning to end: a complete walk has each of them. */
  readonly stable: Set<number>;
  readonly #changes: Scenario['changes'];
  #requests = 0;

  constructor({ items, changes }: Scenario) {
    this.rows = Array.from({ length: items }, (_, index) => (index + 1) * GAP);
    this.stable = new Set(this.rows);
    this.#changes = changes;
  }

  /** Notes a request; the changes that were due by then happen. */
  requested(): void {
    this.#requests += 1;
    for (const { op, afterRequests, at } of this.#changes) {
      if (afterRequests !== this.#requests) continue;
      const index = Math.floor(at * this.rows.length);
      if (op === 'delete') this.#remove(index);
      else this.#insert(index);
    }
  }

  #remove(index: number): void {
    const [gone] = this.rows.splice(index, 1);
    if (gone !== undefined) this.stable.delete(gone);
  }

  #insert(index: number): void {
    const low = this.rows[index - 1] ?? 0;
    const high = this.rows[index] ?? low + 2 * GAP;
    const row = Math.floor((low + high) / 2);
    if (row > low && row < high) this.rows.splice(index, 0, row);
  }

  behind(row: number, size: number): Slice {
    const rest = this.rows.filter((each) => each > row);
    return { rows: rest.slice(0, size), more: rest.length > size };
  }

  from(index: number, size: number): Slice {
    return { rows: this.rows.slice(index, index + size), more: index + size < this.rows.length };
  }
}

/** The empty pages of a scenario, as far as its protocol can have any: where they start, and how many. */
export const emptyRun = ({ faults, family, items, pageSize }: Scenario): { at: number; count: number } => {
  const found = faults.find(({ kind }) => kind === 'empty');
  const none = { at: 0, count: 0 };
  if (found === undefined || !NAMES_NEXT.has(family)) return none;
  if (CURSOR_FAMILIES.has(family)) return { at: found.page, count: found.times };
  // Pages with numbers are there or not: empty ones can only stand before others.
  return found.page < Math.ceil(items / pageSize) ? { at: found.page, count: found.times } : none;
};
