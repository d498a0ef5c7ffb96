import { atPath } from '../paging/index.js';
import { INVALID, type Reader } from '../codec/index.js';
import { isRecord } from '../../operators/internal/isObject.js';

/** An item whose rows were judged one by one. */
interface JudgedRows<A> {
  /** The item with the rows that decode. */
  readonly item: A;
  /** Indexes of the rows that do not. */
  readonly refused: readonly number[];
  /** Returns an item with one row and no other: the smallest one that shows what is wrong with it. */
  readonly around: (rowIndex: number) => unknown;
}

type Entry = readonly [key: string, row: unknown];

/** Some rows in the container that they came in: a list stays a list, a record a record. */
const containerOf = (original: unknown, entries: readonly Entry[]): unknown =>
  Array.isArray(original) ? entries.map(([, row]) => row) : Object.fromEntries(entries);

/** A copy of an item with something else at a path. */
const withAt = (item: unknown, path: readonly string[], value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return isRecord(item) ? { ...item, [key]: withAt(item[key], rest, value) } : item;
};

/**
 * Judges the rows of an item that does not decode, each alone: in an item that holds this row and no other, so that any codec
 * can be asked. Undefined where the item does not decode even without rows, or has none.
 *
 * @param read must not write into what it reads.
 */
export const judgeRows = <A>(read: Reader<A>, item: unknown, path: string): JudgedRows<A> | undefined => {
  const rows = atPath(item, path);
  if (typeof rows !== 'object' || rows === null) return undefined;
  const keys = path === '' ? [] : path.split('.');
  const entries = Object.entries(rows);
  const holding = (some: readonly Entry[]): unknown => withAt(item, keys, containerOf(rows, some));
  const around = (rowIndex: number): unknown => holding(entries.slice(rowIndex, rowIndex + 1));
  if (read(holding([])) === INVALID) return undefined;
  const refused: number[] = [];
  const kept = entries.filter((_, rowIndex) => {
    const fits = read(around(rowIndex)) !== INVALID;
    if (!fits) refused.push(rowIndex);
    return fits;
  });
  const value = read(holding(kept));
  return value === INVALID ? undefined : { item: value, refused, around };
};
