import { stringify } from 'csv-stringify/sync';
import { storable } from './escape.js';
import type { Row } from './flatten.js';

/** What spreadsheets begin a formula with; the last four are the full-width forms of the others. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A decimal text, such as an amount or an integer beyond 2^53: no formula, and with an apostrophe no number. */
const DECIMAL = /^-\d+(?:\.\d+)?$/;

const harmless = (text: string): string => {
  const cell = storable(text);
  return FORMULA.test(cell) && !DECIMAL.test(cell) ? `'${cell}` : cell;
};

/** Returns rows as CSV: made harmless to terminals, and to spreadsheets, which would take some texts for formulas. */
export const csvOf = (rows: readonly Row[], columns: readonly string[], header: boolean): string =>
  stringify([...rows], {
    header,
    columns: [...columns],
    cast: { string: harmless },
  });
