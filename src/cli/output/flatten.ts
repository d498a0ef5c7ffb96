import { jsonOf } from './json.js';

/** A row: texts and other plain values by dotted path. */
export type Row = Readonly<Record<string, string>>;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return jsonOf(value);
};

/** Returns an item as one flat row: members of objects by dotted path, lists as JSON, null as nothing. */
export const flatten = (item: unknown, prefix = ''): Row => {
  if (!isPlain(item)) return { [prefix === '' ? 'value' : prefix]: textOf(item) };
  const rows = Object.entries(item).map(([key, value]): Row => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return isPlain(value) ? flatten(value, path) : { [path]: textOf(value) };
  });
  return rows.reduce((all, row) => Object.assign(all, row), {});
};

/** Returns the columns of rows, in the order in which they appear. */
export const columnsOf = (rows: readonly Row[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];
