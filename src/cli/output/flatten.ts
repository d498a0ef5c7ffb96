import { jsonOf } from './json.js';
import { isObject, isRecord } from '../../../operators/internal/isObject.js';

/** A row: texts and other plain values by dotted path. */
export type Row = Readonly<Record<string, string>>;

/** A text, or undefined for what has no place in a row. */
type TextOf = (value: unknown) => string | undefined;

const scalarText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : jsonOf(value);
};

const wholeText: TextOf = (value) => scalarText(value);

/** JSON that is cut is neither JSON nor a text: lists of plain values are written out, all others are left out. */
const shortText: TextOf = (value) => {
  if (!Array.isArray(value)) return scalarText(value);
  const values: readonly unknown[] = value;
  return values.some(isObject) ? undefined : values.map(scalarText).join(', ');
};

const flattenWith = (textOf: TextOf, item: unknown, prefix = ''): Row => {
  if (!isRecord(item)) {
    const text = textOf(item);
    return text === undefined ? {} : { [prefix === '' ? 'value' : prefix]: text };
  }
  const rows = Object.entries(item).map(([key, value]) =>
    flattenWith(textOf, value, prefix === '' ? key : `${prefix}.${key}`),
  );
  return rows.reduce((all, row) => Object.assign(all, row), {});
};

/** Returns an item as one flat row: members of objects by dotted path, lists as JSON, null as nothing. */
export const flatten = (item: unknown): Row => flattenWith(wholeText, item);

/**
 * Returns the rows of a table that show an item: like {@link flatten}, without lists of objects. An item that holds
 * `results`, as a bucket of usage does, is a row for each of them, with the rest of the item in front.
 */
export const tableRows = (item: unknown): readonly Row[] => {
  const { results, ...rest } = isRecord(item) ? item : { results: undefined };
  if (!Array.isArray(results) || results.length === 0) return [flattenWith(shortText, item)];
  const head = flattenWith(shortText, rest);
  return results.map((result) => ({ ...head, ...flattenWith(shortText, result) }));
};

/** Returns the columns of rows, in the order in which they appear. */
export const columnsOf = (rows: readonly Row[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];
