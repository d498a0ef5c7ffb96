import type { Patch } from './protocol.js';

type Rows = readonly unknown[];
interface RowsHolder {
  readonly rows: Rows;
}

/** Returns a table, or a list of rows, with a patch applied; what did not change stays the same object. */
export const applyPatch = (value: unknown, { drop = [], set = [], order, rest }: Patch): unknown => {
  const table = Array.isArray(value) ? undefined : (value as RowsHolder);
  const gone = new Set(drop);
  const rows = (table?.rows ?? (value as Rows)).filter((_, place) => !gone.has(place));
  for (const [place, row] of set) rows[place] = row;
  const ordered = order === undefined ? rows : order.map((place) => rows[place]);
  return table === undefined ? ordered : { ...(rest ?? table), rows: ordered };
};
