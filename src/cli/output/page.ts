import type { Io } from '../io.js';
import { csvOf } from './csv.js';
import { countText } from './figures.js';
import type { Row } from './flatten.js';
import { paintFor, type Paint } from './paint.js';

/** How what was read once is shown. What is made up says so in every format. */
export interface Page {
  readonly sandbox: boolean;
  readonly paint: Paint;
  /** Columns of the terminal in a line; undefined where nothing cuts lines. */
  readonly width: number | undefined;
}

/** Returns how a page is shown on stdout. */
export const pageOn = ({ stdout, env }: Pick<Io, 'stdout' | 'env'>, sandbox: boolean): Page => ({
  sandbox,
  paint: paintFor(stdout, env),
  width: stdout.columns,
});

/** The banner of a table, in front of `end`. */
export const bannerOf = ({ sandbox, paint }: Pick<Page, 'sandbox' | 'paint'>, end = '\n'): string =>
  sandbox ? `${paint('magenta', 'sandbox: made-up data')}${end}` : '';

/** The member of an object in JSON and NDJSON. */
export const markOf = (sandbox: boolean): { readonly sandbox?: true } => (sandbox ? { sandbox: true } : {});

/** Returns rows as CSV with its header; made-up rows begin with a column that says so. */
export const markedCsv = (sandbox: boolean, rows: readonly Row[], columns: readonly string[]): string =>
  sandbox
    ? csvOf(
        rows.map((row): Row => ({ sandbox: 'true', ...row })),
        ['sandbox', ...columns],
        true,
      )
    : csvOf(rows, columns, true);

/** What follows a table that does not show all of its rows. */
export const moreLine = (shown: number, total: number): string =>
  shown < total ? `and ${countText(total - shown)} more: --limit shows them\n` : '';
