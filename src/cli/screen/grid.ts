import type { Style } from '../output/paint.js';
import { GAP, tableLines } from '../output/table.js';
import { fitted, widthOf } from '../output/width.js';
import { asciiCut, shown, type Ink } from './ink.js';

/** A column of a table on the screen. */
export interface Column<R> {
  readonly head: string;
  readonly cell: (row: R) => string;
  readonly isRight?: boolean;
  /** The most columns of the terminal that it takes. Default: no limit. */
  readonly most?: number;
  /** The fewest columns that it is cut to before others are left out. Default: it is not cut. */
  readonly least?: number;
  /** What goes first where there is no room: the highest. Default 0, which never goes. */
  readonly rank?: number;
  readonly style?: (row: R) => Style | undefined;
}

/** A table, and which part of it is seen. */
interface Grid<R> {
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** The place of the first row among all. */
  readonly offset?: number;
  /** The place of the selected row among all; undefined: none is. */
  readonly selected?: number | undefined;
  readonly width: number;
  /** Lines, the head included. */
  readonly height: number;
  readonly isDim?: boolean;
}

const GUTTER = 2;

interface Set<R> {
  readonly column: Column<R>;
  readonly width: number;
  readonly texts: readonly string[];
}

const setOf = <R>(ink: Ink, column: Column<R>, rows: readonly R[]): Set<R> => {
  const texts = rows.map((row) => shown(ink, column.cell(row)));
  const widest = texts.reduce((most, text) => Math.max(most, widthOf(text)), widthOf(column.head));
  return { column, texts, width: Math.min(widest, column.most ?? Infinity) };
};

const takes = <R>(sets: readonly Set<R>[]): number =>
  GUTTER + sets.reduce((sum, { width }) => sum + width, 0) + GAP.length * Math.max(0, sets.length - 1);

const slackOf = <R>({ column, width }: Set<R>): number =>
  column.least === undefined ? 0 : Math.max(0, width - Math.max(column.least, widthOf(column.head)));

/** Cuts columns that may be cut, the last ones first, by so much in all. */
const cutBy = <R>(sets: readonly Set<R>[], over: number): readonly Set<R>[] => {
  let left = over;
  return [...sets]
    .reverse()
    .map((set) => {
      const cut = Math.min(left, slackOf(set));
      left -= cut;
      return { ...set, width: set.width - cut };
    })
    .reverse();
};

/** What may be cut is cut; where that is not enough, columns that go first are left out until the others fit. */
const fitting = <R>(sets: readonly Set<R>[], width: number): readonly Set<R>[] => {
  const over = takes(sets) - width;
  if (over <= 0) return sets;
  if (sets.reduce((sum, set) => sum + slackOf(set), 0) >= over) return cutBy(sets, over);
  const worst = sets.reduce((a, b) => ((b.column.rank ?? 0) > (a.column.rank ?? 0) ? b : a));
  return (worst.column.rank ?? 0) === 0
    ? sets
    : fitting(
        sets.filter((set) => set !== worst),
        width,
      );
};

/** The first row that is seen, so that the selected one is in the middle where that can be. */
const firstSeen = (selected: number, count: number, seen: number): number =>
  Math.max(0, Math.min(selected - Math.floor(seen / 2), count - seen));

/** The head and the rows from a place on, as far as there is room; rows that are painted as a whole have no styles of their own. */
const cellLines = <R>(
  ink: Ink,
  sets: readonly Set<R>[],
  part: { readonly first: number; readonly rows: readonly R[]; readonly isWhole: (index: number) => boolean },
  width: number,
): readonly string[] =>
  tableLines(
    sets.map(({ column }) => column.head),
    part.rows.map((_row, index) => sets.map(({ texts }) => texts[part.first + index] ?? '')),
    ink.paint,
    {
      widths: sets.map((set) => set.width),
      right: sets.flatMap(({ column }, index) => (column.isRight === true ? [index] : [])),
      width: width - GUTTER,
      headStyle: 'dim',
      styleOf: (index, column) => {
        const row = part.rows[index];
        return row === undefined || part.isWhole(index) ? undefined : sets[column]?.column.style?.(row);
      },
    },
  ).map((text) => asciiCut(ink, text));

/** Returns the lines of the part of a table that is seen, with its head; the selected row is marked, and kept in view. */
export const gridLines = <R>(ink: Ink, grid: Grid<R>): readonly string[] => {
  const { rows, offset = 0, selected, width, height, isDim = false } = grid;
  const sets = fitting(
    grid.columns.map((column) => setOf(ink, column, rows)),
    width,
  );
  const seen = Math.max(0, height - 1);
  const at = Math.max(0, (selected ?? 0) - offset);
  const first = firstSeen(at, rows.length, seen);
  const part = rows.slice(first, first + seen);
  const isSelected = (index: number): boolean =>
    selected !== undefined && first + index === Math.min(at, rows.length - 1);
  const isWhole = (index: number): boolean => isDim || isSelected(index);
  const [head = '', ...lines] = cellLines(ink, sets, { first, rows: part, isWhole }, width);
  const body = lines.map((cells, index) => {
    const mark = isSelected(index) ? shown(ink, '› ') : '  ';
    const whole = fitted(mark + cells, Math.min(width, takes(sets)));
    if (isSelected(index)) return ink.paint('inverse', asciiCut(ink, whole));
    return isDim ? ink.paint('dim', whole.trimEnd()) : mark + cells;
  });
  return [`  ${head}`, ...body];
};
