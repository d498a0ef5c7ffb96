import { stringify } from 'csv-stringify/sync';
import { storable } from './escape.js';
import type { Row } from './flatten.js';

/** Returns rows as CSV: made harmless to terminals, and to spreadsheets, which would take some texts for formulas. */
export const csvOf = (rows: readonly Row[], columns: readonly string[], header: boolean): string =>
  stringify([...rows], {
    header,
    columns: [...columns],
    escape_formulas: true,
    cast: { string: storable },
  });
