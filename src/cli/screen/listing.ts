import type { SpendRow, Table, TableQuery } from '../../monitor/index.js';
import {
  feedDetail,
  findingDetail,
  keyDetail,
  limitDetail,
  personDetail,
  spendDetail,
  type Detail,
} from './detail.js';
import { findingColumns, findingLines } from './findings-pane.js';
import { gridLines, type Column } from './grid.js';
import type { HeadInput } from './head.js';
import { line } from './ink.js';
import { limitColumns, limitsShown } from './limits.js';
import { feedsMatching, limitsMatching, spendMatching } from './matching.js';
import { feedColumns, keyColumns, peopleColumns, spendColumns, type Scene } from './panes.js';
import type { Viewed } from './picture.js';

/** What a terminal is to show. */
export type Shown = Omit<HeadInput, 'width'>;

/** A list of the screen: its rows, or those around the selected one, and how they are shown. */
interface Listing<R> {
  readonly rows: readonly R[];
  readonly offset: number;
  readonly total: number;
  readonly columns: readonly Column<R>[];
  readonly isReading: boolean;
  /** The name, for people, of what an empty pane would list. */
  readonly noun: string;
  readonly detail: (row: R) => Detail;
  /** The group that a row represents. Default: each row is itself. */
  readonly groupOf?: (row: R) => string | undefined;
}

type Looks<R> = Pick<Listing<R>, 'columns' | 'noun' | 'detail' | 'groupOf'>;

const sceneOf = ({ ui, ink, now }: Shown, width: number): Scene => ({
  ink,
  now,
  width,
  window: ui.window,
  hasCost: ui.hasCost,
});

/** A list of which all rows are here. */
const local = <R>(rows: readonly R[], isReading: boolean, looks: Looks<R>): Listing<R> => ({
  ...looks,
  rows,
  isReading,
  offset: 0,
  total: rows.length,
});

/** A table of which the rows around the selected one are here. */
const paged = <R>(view: Viewed<TableQuery, Table<R>> | undefined, looks: Looks<R>): Listing<R> => ({
  ...looks,
  rows: view?.value.rows ?? [],
  offset: view?.query.offset ?? 0,
  total: view?.value.total ?? 0,
  isReading: view?.value.state !== 'ready',
});

/** Returns the list of those who spend. */
export const spendListing = (input: Shown, width: number): Listing<SpendRow> => {
  const { ui, picture } = input;
  const { query, value } = picture.spend ?? {};
  return local(spendMatching(value?.rows ?? [], ui.filter), value?.state !== 'ready', {
    columns: spendColumns(sceneOf(input, width), query?.by ?? ui.by),
    noun: 'spend',
    detail: spendDetail,
  });
};

/** Calls a function with the list of the pane, whatever its rows are. */
export const withListing = <T>(input: Shown, width: number, use: <R>(listing: Listing<R>) => T): T => {
  const { ui, picture, now } = input;
  const scene = sceneOf(input, width);
  const isFirst = picture.overview?.state !== 'ready';
  switch (ui.pane) {
    case 'overview':
      return use(spendListing(input, width));
    case 'keys':
      return use(
        paged(picture.keys, {
          columns: keyColumns(scene),
          noun: 'keys',
          detail: (row) => keyDetail(row, picture.findings),
        }),
      );
    case 'people':
      return use(
        paged(picture.people, {
          columns: peopleColumns(scene),
          noun: 'people',
          detail: (row) => personDetail(row, picture.findings),
        }),
      );
    case 'limits':
      return use(
        local(limitsShown(limitsMatching(picture.limits, ui.filter)), isFirst, {
          columns: limitColumns(scene),
          noun: 'limits',
          detail: (row) => limitDetail(row, now),
        }),
      );
    case 'findings':
      return use(
        local(findingLines(picture, ui), isFirst, {
          columns: findingColumns(scene),
          noun: 'findings',
          detail: ({ row }) => findingDetail(row),
          groupOf: ({ more }) => more?.group,
        }),
      );
    case 'sources':
      return use(
        local(feedsMatching(picture.sources, ui.filter), false, {
          columns: feedColumns(scene),
          noun: 'lists',
          detail: (row) => feedDetail(row, picture.limits, now),
        }),
      );
  }
};

/** Returns the row that is selected, if there is one. */
export const selectedOf = <R>({ ui }: Shown, { rows, offset, total }: Listing<R>): R | undefined =>
  rows[Math.min(ui.selected[ui.pane], total - 1) - offset];

const NOTHING: Readonly<Record<string, string>> = {
  findings: 'No findings: no rule has found anything in what was read.',
  limits: 'No limits: no provider reports one, and no budget is configured.',
};

/** Returns why a list has no rows, and what may be done. */
export const emptyText = (
  { ui }: Shown,
  { isReading, noun }: Pick<Listing<unknown>, 'isReading' | 'noun'>,
): string => {
  if (isReading) return `Reading ${noun} …`;
  if (ui.filter !== '') return `No ${noun} with "${ui.filter}". Esc clears the filter.`;
  return NOTHING[noun] ?? `No ${noun} in what was read. The pane sources shows which lists that is.`;
};

/** Returns the lines of a list: the part around the selected row that has room. */
export const listLines = <R>(
  input: Shown,
  listing: Listing<R>,
  width: number,
  height: number,
): readonly string[] => {
  const { ui, ink } = input;
  const { rows, offset, total, columns, isReading } = listing;
  if (rows.length === 0)
    return [line(ink, ` ${emptyText(input, listing)}`, width, isReading ? 'dim' : undefined)];
  const selected = Math.min(ui.selected[ui.pane], total - 1);
  return gridLines(ink, { rows, offset, columns, selected, width, height, isDim: isReading });
};
