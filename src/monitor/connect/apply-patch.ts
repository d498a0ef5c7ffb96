import { isRecord } from '../../../operators/internal/isObject.js';

const listIn = (patch: Readonly<Record<string, unknown>>, name: string): readonly unknown[] => {
  const list = patch[name] ?? [];
  if (Array.isArray(list)) return list as readonly unknown[];
  throw new TypeError(`${name} must be a list`);
};

/** @throws TypeError where it is no place below an end */
const placeBelow = (end: number, place: unknown): number => {
  if (Number.isInteger(place) && (place as number) >= 0 && (place as number) < end) return place as number;
  throw new TypeError(`a patch must name places of its rows, which are ${String(end)}`);
};

const setIn = (rows: unknown[], pair: unknown): void => {
  if (!Array.isArray(pair) || pair.length !== 2)
    throw new TypeError('set must hold pairs of a place and a row');
  const [place, row] = pair as readonly unknown[];
  // The place behind the last row appends.
  rows[placeBelow(rows.length + 1, place)] = row;
};

const inOrder = (rows: readonly unknown[], order: readonly unknown[]): readonly unknown[] => {
  const places = new Set(order.map((place) => placeBelow(rows.length, place)));
  if (places.size === rows.length && order.length === rows.length)
    return [...places].map((place) => rows[place]);
  throw new TypeError('order must name the place of each row once');
};

/**
 * Returns a table, or a list of rows, with a patch applied; what did not change stays the same object.
 *
 * @throws TypeError where the patch is not one of this value: what it should lead to is not known
 */
export const applyPatch = (value: unknown, patch: unknown): unknown => {
  const table = Array.isArray(value) ? undefined : value;
  const before = isRecord(table) ? table['rows'] : value;
  if (!isRecord(patch) || !Array.isArray(before))
    throw new TypeError('there is nothing to patch, or no patch');
  const gone = new Set(listIn(patch, 'drop').map((place) => placeBelow(before.length, place)));
  const rows: unknown[] = before.filter((_, place) => !gone.has(place));
  for (const pair of listIn(patch, 'set')) setIn(rows, pair);
  const ordered = patch['order'] === undefined ? rows : inOrder(rows, listIn(patch, 'order'));
  if (table === undefined) return ordered;
  const rest = patch['rest'] ?? table;
  if (!isRecord(rest)) throw new TypeError('rest must be an object');
  return { ...rest, rows: ordered };
};
