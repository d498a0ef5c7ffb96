import Table from 'cli-table3';
import { clipped, printable } from './escape.js';
import type { Paint } from './paint.js';

const NONE = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
};

/** How a table is set. */
export interface TableOptions {
  /** Widths of the columns in characters; longer cells are cut. Default: as wide as the widest cell. */
  readonly widths?: readonly number[] | undefined;
  /** Columns, by index, that stand at the right, as numbers do. */
  readonly right?: readonly number[] | undefined;
}

/** Returns rows as aligned columns without borders, with a line break at the end. Cells are made harmless to terminals. */
export const tableText = (
  head: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
  paint: Paint,
  { widths, right = [] }: TableOptions = {},
): string => {
  const columns = head?.length ?? rows[0]?.length ?? 0;
  const table = new Table({
    chars: NONE,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: Array.from({ length: columns }, (_, index) => (right.includes(index) ? 'right' : 'left')),
    colWidths: widths === undefined ? [] : [...widths],
  });
  const cell = (text: string, index: number): string => clipped(printable(text), widths?.[index] ?? Infinity);
  if (head !== undefined) table.push(head.map((text, index) => paint('bold', cell(text, index))));
  table.push(...rows.map((row) => row.map(cell)));
  const lines = table.toString().split('\n');
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
};
