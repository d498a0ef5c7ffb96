import { clipped, lengthOf, printable } from './escape.js';

const padded = (text: string, width: number): string => {
  const cell = clipped(printable(text), width);
  return cell + ' '.repeat(width - lengthOf(cell));
};

/**
 * Returns rows as aligned columns, like `tableText`, for texts of our own: each character counts as one column wide. None
 * is measured, which is most of what a table of hundreds of rows takes.
 */
export const alignedText = (rows: readonly (readonly string[])[], widths: readonly number[]): string =>
  rows
    .map((row) => row.map((text, index) => padded(text, widths[index] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
