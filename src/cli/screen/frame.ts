import type { ChangeEvent, FindingRow, SourceRow, SpendRow, Table } from '../../monitor/index.js';
import { changeText } from '../watch/change-line.js';
import { fitted, widthOf } from '../output/width.js';
import { feedDetail, findingDetail, keyDetail, personDetail, spendDetail, type Detail } from './detail.js';
import { gridLines, type Column } from './grid.js';
import { chartLines, figureLines, headLines, type HeadInput } from './head.js';
import { flow, line, shown, wrapped, type Ink, type Part } from './ink.js';
import {
  evidenceOf,
  feedColumns,
  findingColumns,
  keyColumns,
  peopleColumns,
  SEVERITY_STYLES,
  spendColumns,
  type Scene,
} from './panes.js';
import type { Picture } from './picture.js';
import { SORTS, type Reach, type Ui } from './ui.js';

/** What a terminal is to show. */
export type Shown = Omit<HeadInput, 'width'>;

/** A terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

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
}

/** From here on findings and changes are beside those who spend, not below. */
const WIDE = 120;
/** Up to here there is room for the figures and the top of a list only. */
const NARROW = 60;
const NARROW_ROWS = 5;

const matching =
  (filter: string) =>
  (...texts: readonly (string | undefined)[]): boolean => {
    const all = texts.join(' ').toLowerCase();
    return filter
      .toLowerCase()
      .split(/\s/)
      .every((word) => all.includes(word));
  };

const sceneOf = ({ ui, ink, now }: Shown, width: number): Scene => ({
  ink,
  now,
  width,
  window: ui.window,
  hasCost: ui.hasCost,
});

const isReading = (table: Table<unknown> | undefined): boolean => table?.state !== 'ready';

const local = <R>(
  rows: readonly R[],
  rest: Pick<Listing<R>, 'columns' | 'isReading' | 'noun' | 'detail'>,
): Listing<R> => ({ ...rest, rows, offset: 0, total: rows.length });

const spendListing = (input: Shown, width: number): Listing<SpendRow> => {
  const { ui, picture } = input;
  const matches = matching(ui.filter);
  const table = picture.spend?.value;
  const rows = (table?.rows ?? []).filter(({ name, source, ref }) => matches(name, source, ref?.id));
  return local(rows, {
    columns: spendColumns(sceneOf(input, width), picture.spend?.query.by ?? ui.by),
    isReading: isReading(table),
    noun: 'spend',
    detail: spendDetail,
  });
};

const findingsShown = ({ ui, picture }: Shown): readonly FindingRow[] => {
  const matches = matching(ui.filter);
  const rank = ({ severity }: FindingRow): number => -Object.keys(SEVERITY_STYLES).indexOf(severity);
  return picture.findings
    .filter((row) =>
      matches(row.rule, row.severity, row.subjectName, row.subject.id, row.subject.source, evidenceOf(row)),
    )
    .sort((a, b) => rank(a) - rank(b));
};

const feedsShown = ({ ui, picture }: Shown): readonly SourceRow[] => {
  const matches = matching(ui.filter);
  return picture.sources.filter(({ source, feed, state }) => matches(source, feed, state));
};

/** Calls a function with the list of the pane, whatever its rows are. */
const withListing = <T>(input: Shown, width: number, use: <R>(listing: Listing<R>) => T): T => {
  const { ui, picture } = input;
  const scene = sceneOf(input, width);
  const isFirst = picture.overview?.state !== 'ready';
  switch (ui.pane) {
    case 'overview':
      return use(spendListing(input, width));
    case 'keys': {
      const { query, value } = picture.keys ?? {};
      return use({
        rows: value?.rows ?? [],
        offset: query?.offset ?? 0,
        total: value?.total ?? 0,
        columns: keyColumns(scene),
        isReading: isReading(value),
        noun: 'keys',
        detail: (row) => keyDetail(row, picture.findings),
      });
    }
    case 'people': {
      const { query, value } = picture.people ?? {};
      return use({
        rows: value?.rows ?? [],
        offset: query?.offset ?? 0,
        total: value?.total ?? 0,
        columns: peopleColumns(scene),
        isReading: isReading(value),
        noun: 'people',
        detail: (row) => personDetail(row, picture.findings),
      });
    }
    case 'findings':
      return use(
        local(findingsShown(input), {
          columns: findingColumns(scene),
          isReading: isFirst,
          noun: 'findings',
          detail: findingDetail,
        }),
      );
    case 'sources':
      return use(
        local(feedsShown(input), {
          columns: feedColumns(scene),
          isReading: false,
          noun: 'lists',
          detail: feedDetail,
        }),
      );
  }
};

const emptyText = (
  { ui }: Shown,
  { isReading: reading, noun }: { isReading: boolean; noun: string },
): string => {
  if (reading) return `Reading ${noun} …`;
  if (ui.filter !== '') return `No ${noun} with "${ui.filter}". Esc clears the filter.`;
  if (noun === 'findings') return 'No findings: no rule has found anything in what was read.';
  return `No ${noun} in what was read. The pane sources shows which lists that is.`;
};

const listLines = <R>(
  input: Shown,
  listing: Listing<R>,
  width: number,
  height: number,
): readonly string[] => {
  const { ui, ink } = input;
  const { rows, offset, total, columns, isReading: reading } = listing;
  if (rows.length === 0)
    return [line(ink, ` ${emptyText(input, listing)}`, width, reading ? 'dim' : undefined)];
  const selected = Math.min(ui.selected[ui.pane], total - 1);
  return gridLines(ink, { rows, offset, columns, selected, width, height, isDim: reading });
};

const severityLine = (input: Shown, width: number): string => {
  const total = input.picture.findings.length;
  return line(input.ink, ` FINDINGS ${total === 0 ? 'none' : String(total)}   f shows all`, width, 'dim');
};

const findingLine = (ink: Ink, row: FindingRow, width: number): string => {
  const word = fitted(row.severity, 9);
  const rest = `${row.subjectName ?? row.subject.id}: ${evidenceOf(row)}`;
  return ` ${ink.paint(SEVERITY_STYLES[row.severity], word)}${line(ink, rest, width - 10)}`;
};

const findingBlock = (input: Shown, width: number, height: number): readonly string[] =>
  height < 2
    ? []
    : [
        severityLine(input, width),
        ...findingsShown(input)
          .slice(0, height - 1)
          .map((row) => findingLine(input.ink, row, width)),
      ];

const changeBlock = ({ picture, ink }: Shown, width: number, height: number): readonly string[] => {
  const lineOf = (change: ChangeEvent): string =>
    ` ${changeText({ ...change, source: shown(ink, change.source ?? ''), text: shown(ink, change.text) }, { width: width - 1, paint: ink.paint })}`;
  if (height < 2) return [];
  const { changes } = picture;
  return [
    line(ink, changes.length === 0 ? ' CHANGES none since the start' : ' CHANGES', width, 'dim'),
    ...changes.slice(0, height - 1).map(lineOf),
  ].map((text) => (ink.isAscii ? text.replaceAll('…', '~') : text));
};

const beside = (
  left: readonly string[],
  right: readonly string[],
  width: number,
  height: number,
  ink: Ink,
): readonly string[] => {
  const bar = ink.paint('dim', shown(ink, '│'));
  return Array.from({ length: height }, (_, at) => {
    const text = left[at] ?? '';
    return `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}${bar}${right[at] ?? ''}`.trimEnd();
  });
};

const overviewLines = (input: Shown, { columns, rows }: Size): readonly string[] => {
  const top = [...figureLines({ ...input, width: columns }), ...chartLines({ ...input, width: columns }), ''];
  const room = Math.max(0, rows - top.length);
  const listing = (width: number) => spendListing(input, width);
  if (columns <= NARROW)
    return [...top, ...listLines(input, listing(columns), columns, Math.min(room, NARROW_ROWS + 1))];
  if (columns < WIDE) {
    const list = listLines(input, listing(columns), columns, Math.max(4, Math.floor(room * 0.5)));
    const left = room - list.length - 2;
    const found = findingBlock(input, columns, Math.ceil(left / 2));
    return [...top, ...list, '', ...found, '', ...changeBlock(input, columns, left - found.length)];
  }
  const width = Math.floor(columns * 0.62);
  const side = columns - width - 1;
  const found = findingBlock(input, side, Math.ceil(room / 2));
  const right = [...found, '', ...changeBlock(input, side, room - found.length - 1)];
  return [
    ...top,
    ...beside(listLines(input, listing(width), width - 1, room), right, width, room, input.ink),
  ];
};

const HELP: readonly (readonly [keys: string, what: string])[] = [
  ['tab  left right', 'another pane'],
  ['up down  pgup pgdn', 'select a row; home and end too'],
  ['enter', 'what is known of the row'],
  ['esc', 'back; clears the filter'],
  ['/', 'filter: words that a row must have'],
  ['s', 'sort keys and people by another column'],
  ['g then p m k u j', 'who spends: provider, model, key, person, project'],
  ['1 2 3 4 5', 'window: 60m, 24h, 7d, 30d, this month'],
  ['t', 'chart: tokens, requests, cost'],
  ['f', 'findings'],
  ['space', 'pause: data waits, and is counted'],
  ['e', 'export the pane as CSV into this directory'],
  ['r', 'paint the screen again'],
  ['q', 'quit'],
];

const MARKS = '≥ at least: a source is missing    ~ an estimate    – not reported    … not read yet';

/** Columns of the names at the left of a list of facts. */
const labelWidth = (width: number): number => Math.min(20, Math.floor(width / 3));

const cellText = (ink: Ink, text: string, width: number): string => {
  const cell = fitted(shown(ink, text), width);
  return ink.isAscii ? cell.replaceAll('…', '~') : cell;
};

const helpLines = ({ ink }: Shown, width: number): readonly string[] => [
  '',
  ...HELP.map(([keys, what]) => {
    const label = labelWidth(width);
    return ` ${ink.paint('bold', cellText(ink, keys, label))} ${line(ink, what, width - label - 2)}`;
  }),
  '',
  ...wrapped(MARKS, width - 2).map((text) => line(ink, ` ${text.trim()}`, width, 'dim')),
];

const detailLines = (input: Shown, width: number): readonly string[] =>
  withListing(input, width, ({ rows, offset, total, detail, ...rest }) => {
    const row = rows[Math.min(input.ui.selected[input.ui.pane], total - 1) - offset];
    const label = labelWidth(width);
    if (row === undefined) return [line(input.ink, ` ${emptyText(input, rest)}`, width)];
    return [
      '',
      ...detail(row).flatMap(([title, text]) =>
        wrapped(shown(input.ink, text), width - label - 3).map((part, at) => {
          const name = cellText(input.ink, at === 0 ? title : '', label);
          return ` ${input.ink.paint('dim', name)} ${line(input.ink, part, width - label - 2)}`;
        }),
      ),
    ];
  });

const sortText = ({ pane, sort }: Ui): string => {
  if (pane !== 'keys' && pane !== 'people') return '';
  const column = SORTS[pane][sort[pane]] ?? '';
  return `by ${column.replace(/^-/, '')}${column.startsWith('-') ? ', most first' : ''}`;
};

const placeText = (input: Shown, width: number): string =>
  withListing(input, width, ({ total }) =>
    total === 0
      ? ''
      : `${String(Math.min(input.ui.selected[input.ui.pane], total - 1) + 1)} of ${total.toLocaleString('en-US')}`,
  );

const footLine = (input: Shown, width: number): string => {
  const { ui, ink } = input;
  if (ui.mode === 'filter') return line(ink, ` / ${ui.filter}_   enter keeps, esc clears`, width, 'bold');
  if (ui.mode === 'group')
    return line(ink, ' by: p provider  m model  k key  u person  j project', width, 'bold');
  if (ui.notice !== undefined) return line(ink, ` ${ui.notice}`, width, 'yellow');
  const place = placeText(input, width);
  const parts: readonly Part[] = [
    ...(place === '' ? [] : [[place] as const]),
    ...(ui.filter === '' ? [] : [[`filter "${ui.filter}"`] as const]),
    ...(sortText(ui) === '' ? [] : [[sortText(ui)] as const]),
    ['tab pane  / filter  enter open  e export'],
  ];
  return flow({ ...ink, paint: (_style, text) => text }, parts, width)
    .slice(0, 1)
    .map((text) => ink.paint('dim', text))
    .join('');
};

const bodyLines = (input: Shown, { columns, rows }: Size): readonly string[] => {
  if (input.ui.mode === 'help') return helpLines(input, columns);
  if (input.ui.mode === 'detail') return detailLines(input, columns);
  if (input.ui.pane === 'overview') return overviewLines(input, { columns, rows });
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

/** Returns how far the selection can move on a terminal of a size. */
export const reachOf = (input: Shown, { columns, rows }: Size): Reach => ({
  rows: withListing(input, columns, ({ total }) => total),
  page: Math.max(1, Math.floor(rows / 2)),
});

export type { Picture };
