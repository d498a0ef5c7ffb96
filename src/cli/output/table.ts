import { printable } from './escape.js';
import type { Paint, Style } from './paint.js';
import { clipped, fitted, widthOf } from './width.js';

/** How a table is set. */
export interface TableOptions {
  /** Widths of the columns; longer cells are cut. Default: as wide as the widest cell. */
  readonly widths?: readonly number[] | undefined;
  /** The most that a column takes, by index. Default: what its widest cell takes. */
  readonly most?: readonly number[] | undefined;
  /** Columns, by index, that are aligned at the right, as numbers are. */
  readonly right?: readonly number[] | undefined;
  /** Columns in a line; a text that goes beyond is cut, a number that does is left out with its column. Default: no limit. */
  readonly width?: number | undefined;
  readonly headStyle?: Style | undefined;
  /** The style of a cell, if it has one. */
  readonly styleOf?: ((row: number, column: number) => Style | undefined) | undefined;
}

type Cells = readonly string[];

/** What parts two columns. */
export const GAP = '  ';

const widestOf = (rows: readonly Cells[], most: readonly number[]): readonly number[] => {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: columns }, (_, index) => {
    const widest = rows.reduce((wide, row) => Math.max(wide, widthOf(row[index] ?? '')), 0);
    return Math.min(widest, most[index] ?? Infinity);
  });
};

/** The least of a text that says something when the rest is cut. */
const LEAST_TEXT = 8;

/**
 * How many columns, from the left, a line has room for. A text may be cut at its end. Of a number nothing may: the rest would pass for
 * a smaller one, so that it is left out with its column.
 */
const roomFor = (widths: readonly number[], { right = [], width = Infinity }: TableOptions): number => {
  let room = width;
  for (const [index, wide] of widths.entries()) {
    const least = right.includes(index) ? wide : Math.min(wide, LEAST_TEXT);
    if (index > 0 && room < least) return index;
    room -= wide + GAP.length;
  }
  return widths.length;
};

/** One line: each cell as wide as its column, the last without spaces behind it, and all of it no wider than the line. */
const lineOf = (
  cells: Cells,
  widths: readonly number[],
  { right = [], width = Infinity }: TableOptions,
  styled: (text: string, column: number) => string,
): string => {
  const texts = widths.map((wide, index) =>
    fitted(cells[index] ?? '', wide, right.includes(index) ? 'right' : 'left'),
  );
  const used = texts.reduce((last, text, index) => (text.trimEnd() === '' ? last : index + 1), 0);
  let room = width;
  return texts
    .slice(0, used)
    .map((text, index) => {
      const cell = clipped(index === used - 1 ? text.trimEnd() : text, room);
      room = Math.max(0, room - widthOf(cell) - GAP.length);
      const bare = cell.trim();
      return bare === '' ? cell : cell.replace(bare, () => styled(bare, index));
    })
    .filter((cell) => cell !== '')
    .join(GAP);
};

/** Returns the lines of a table: aligned columns without borders. Cells are made harmless to terminals. */
export const tableLines = (
  head: Cells | undefined,
  rows: readonly Cells[],
  paint: Paint,
  options: TableOptions = {},
): readonly string[] => {
  const { headStyle = 'bold', styleOf = () => undefined, most = [] } = options;
  const safe = rows.map((row) => row.map(printable));
  const wanted = options.widths ?? widestOf(head === undefined ? safe : [head, ...safe], most);
  const widths = wanted.slice(0, roomFor(wanted, options));
  const top = head === undefined ? [] : [lineOf(head, widths, options, (text) => paint(headStyle, text))];
  return [
    ...top,
    ...safe.map((row, at) =>
      lineOf(row, widths, options, (text, column) => {
        const style = styleOf(at, column);
        return style === undefined ? text : paint(style, text);
      }),
    ),
  ];
};

/** Returns a table as {@link tableLines} does, with a line break behind each line. */
export const tableText = (...table: Parameters<typeof tableLines>): string =>
  tableLines(...table)
    .map((line) => `${line}\n`)
    .join('');
