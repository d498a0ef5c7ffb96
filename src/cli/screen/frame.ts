import { stepsOf } from './chart.js';
import { detailLines, helpLines } from './cover.js';
import { footLine } from './foot.js';
import { headLines } from './head.js';
import { listLines, selectedOf, withListing, type Shown } from './listing.js';
import { overviewLines } from './overview.js';
import type { Reach } from './ui.js';

/** A terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

const bodyLines = (input: Shown, { columns, rows }: Size): readonly string[] => {
  if (input.ui.mode === 'help') return helpLines(input, columns);
  if (input.ui.mode === 'detail') return detailLines(input, columns);
  if (input.ui.pane === 'overview') return overviewLines(input, columns, rows);
  return withListing(input, columns, (listing) => listLines(input, listing, columns, rows));
};

/** Returns how many lines a pane has, below the head and above the last line. */
const bodySize = (head: readonly string[], { columns, rows }: Size): Size => ({
  columns,
  rows: Math.max(0, rows - head.length - 1),
});

/** Returns the lines of the screen, as many as a terminal has at most, none wider than it is. */
export const frame = (input: Shown, size: Size): readonly string[] => {
  const head = headLines({ ...input, width: size.columns });
  const body = bodySize(head, size);
  const lines = [...head, ...bodyLines(input, body)].slice(0, Math.max(0, size.rows - 1));
  const blank = Array.from({ length: Math.max(0, size.rows - 1 - lines.length) }, () => '');
  return [...lines, ...blank, footLine(input, size.columns)];
};

/** Returns what keys can reach on a terminal of a size. */
export const reachOf = (input: Shown, { columns, rows }: Size): Reach =>
  withListing(input, columns, (listing) => {
    const row = selectedOf(input, listing);
    return {
      rows: listing.total,
      page: Math.max(1, Math.floor(rows / 2)),
      steps: stepsOf(input.picture.series?.value),
      group: row === undefined ? undefined : listing.groupOf?.(row),
    };
  });
