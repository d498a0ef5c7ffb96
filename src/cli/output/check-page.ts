import type { ProviderName } from '../../providers/names.js';
import { credentialsOf } from '../accounts.js';
import type { CheckRow, CheckState } from '../check/rows.js';
import type { ClockRow } from '../check/clock.js';
import type { PanelRow, PanelState } from '../check/panels.js';
import { csvOf } from './csv.js';
import { columnsOf, flatten } from './flatten.js';
import type { Format } from './formats.js';
import { jsonLine } from './json.js';
import { markOf } from './page.js';
import type { Paint, Style } from './paint.js';
import { tableText } from './table.js';

export type { CheckRow } from '../check/rows.js';

/** What was found, and how it is shown. */
interface CheckPage {
  readonly rows: readonly CheckRow[];
  readonly clocks: readonly ClockRow[];
  readonly panels: readonly PanelRow[];
  readonly sandbox: boolean;
  readonly paint: Paint;
}

const STYLES: Readonly<Record<CheckState, Style>> = {
  ok: 'green',
  partial: 'yellow',
  refused: 'red',
  unreachable: 'red',
  failed: 'red',
  'not set': 'yellow',
  'not tried': 'dim',
};

/** States in which nothing goes dark. */
const LIT: ReadonlySet<CheckState> = new Set(['ok', 'partial', 'not tried']);

/** Endpoints of one provider that did not answer, for one cause. */
interface Cause {
  readonly state: CheckState;
  readonly detail: string;
  readonly count: number;
}

/** What became of the endpoints of one provider. */
interface Summary {
  readonly provider: ProviderName;
  readonly ok: number;
  /** How many answered, whole or not. */
  readonly answering: number;
  readonly all: number;
  /** The most frequent first. */
  readonly causes: readonly Cause[];
}

const sameCause = (a: Pick<Cause, 'state' | 'detail'>, b: Pick<Cause, 'state' | 'detail'>): boolean =>
  a.state === b.state && a.detail === b.detail;

/** The row as the summary counts it: which id was missing is the business of the row alone. */
const generalized =
  (provider: ProviderName, unset: boolean) =>
  (row: CheckRow): CheckRow => {
    if (row.state === 'partial') return { ...row, detail: 'items that do not decode were left out' };
    if (row.state === 'not tried') return { ...row, detail: 'no id is known to try it with' };
    return unset ? { ...row, detail: credentialsOf(provider).join(' or ') } : row;
  };

const summaryOf = (provider: ProviderName, rows: readonly CheckRow[]): Summary => {
  const unset = rows.every(({ state }) => state === 'not set');
  const failing = rows.filter(({ state }) => state !== 'ok').map(generalized(provider, unset));
  const first = failing.filter((row, index) => failing.findIndex((each) => sameCause(each, row)) === index);
  const causes = first.map(({ state, detail }) => ({
    ...{ state, detail },
    count: failing.filter((row) => sameCause(row, { state, detail })).length,
  }));
  const answering = rows.filter(({ state }) => state === 'ok' || state === 'partial').length;
  return {
    ...{ provider, ok: rows.length - failing.length, answering, all: rows.length },
    causes: causes.sort((a, b) => b.count - a.count),
  };
};

/** Returns what became of each provider, in the order of the rows. */
const summariesOf = (rows: readonly CheckRow[]): readonly Summary[] =>
  [...new Set(rows.map(({ provider }) => provider))].map((provider) =>
    summaryOf(
      provider,
      rows.filter((row) => row.provider === provider),
    ),
  );

const DETAIL = 48;

/** The endpoints one by one; a cause that several share is left to the summary. */
const endpointRows = (rows: readonly CheckRow[], summaries: readonly Summary[]): readonly CheckRow[] =>
  rows.flatMap((row) => {
    const summary = summaries.find(({ provider }) => provider === row.provider);
    // Of a provider that answers nothing, the summary says all.
    if (summary === undefined || summary.answering === 0) return [];
    const shared = summary.causes.some((cause) => cause.count > 1 && sameCause(cause, row));
    return [shared ? { ...row, detail: '' } : row];
  });

const endpointsText = (rows: readonly CheckRow[], paint: Paint): string => {
  if (rows.length === 0) return '';
  const cells = rows.map(({ endpoint, state, detail, dark }) => [
    ...[endpoint, state, detail],
    LIT.has(state) ? '' : dark,
  ]);
  return `${tableText(['ENDPOINT', 'STATE', 'DETAIL', 'GOES DARK'], cells, paint, {
    most: [DETAIL, DETAIL, DETAIL, DETAIL],
    styleOf: (row, column) => (column === 1 ? STYLES[rows[row]?.state ?? 'ok'] : undefined),
  })}\n`;
};

interface SummaryLine {
  readonly cells: readonly string[];
  readonly state: CheckState;
}

const summaryLines = ({ provider, ok, answering, all, causes }: Summary): readonly SummaryLine[] => {
  const words = causes.map(({ count, state, detail }): SummaryLine => ({
    cells: ['', `${String(count)} ${state}`, detail],
    state,
  }));
  return [
    {
      cells: [provider, `${String(ok)} of ${String(all)} ok`],
      state: ok > 0 ? 'ok' : answering > 0 ? 'partial' : 'failed',
    },
    ...words,
  ];
};

const PANEL_STYLES: Readonly<Record<PanelState, Style>> = {
  lit: 'green',
  partial: 'yellow',
  dark: 'red',
  'not reported': 'dim',
};

/** Panels of which something is missing; those that show all need no line. */
const panelsText = (panels: readonly PanelRow[], paint: Paint): string => {
  const short = panels.filter(({ state }) => state === 'dark' || state === 'partial');
  if (short.length === 0) return '';
  const cells = short.map(({ provider, panel, state, missing }) => [
    ...[provider, panel, state],
    missing.join(', '),
  ]);
  return `${tableText(['PROVIDER', 'PANEL', 'STATE', 'MISSING'], cells, paint, {
    most: [DETAIL, DETAIL, DETAIL, DETAIL],
    styleOf: (row, column) => (column === 2 ? PANEL_STYLES[short[row]?.state ?? 'lit'] : undefined),
  })}\n`;
};

const CLOCK_STYLES: Readonly<Record<ClockRow['state'], Style>> = {
  ok: 'green',
  off: 'red',
  contradictory: 'yellow',
  unknown: 'dim',
};

const offsetText = ({ offsetMs }: ClockRow): string => {
  if (offsetMs === undefined) return '';
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
  return `${seconds} s ${offsetMs < 0 ? 'behind' : 'ahead of'} ours`;
};

/** Clocks that differ from ours. */
const clocksText = (clocks: readonly ClockRow[], paint: Paint): string => {
  const off = clocks.filter(({ state }) => state === 'off' || state === 'contradictory');
  if (off.length === 0) return '';
  const cells = off.map((row) => [row.provider, row.state, offsetText(row)]);
  return `${tableText(['PROVIDER', 'CLOCK', 'DIFFERENCE'], cells, paint, {
    styleOf: (row, column) => (column === 1 ? CLOCK_STYLES[off[row]?.state ?? 'ok'] : undefined),
  })}\n`;
};

/** What is to be done, each thing once for a provider. */
const fixesText = (rows: readonly (CheckRow | ClockRow)[]): string => {
  const lines = rows.flatMap(({ provider, fix }) => (fix === undefined ? [] : [`${provider}: ${fix}.\n`]));
  return lines.length === 0 ? '' : `\n${[...new Set(lines)].join('')}`;
};

/** A provider for which nothing is set is no fault: its summary says which variable it goes by. */
const fixable = (rows: readonly CheckRow[]): readonly CheckRow[] =>
  rows.filter(({ provider }) => rows.some((row) => row.provider === provider && row.state !== 'not set'));

/**
 * Returns a check as text: the endpoints of each provider of which one at least answers, the panels of a monitor that stay dark,
 * clocks that differ; then for each provider how many answered, and each cause why others did not, once; then what to do.
 */
export const checkText = (
  rows: readonly CheckRow[],
  sandbox: boolean,
  paint: Paint,
  { clocks, panels }: Pick<CheckPage, 'clocks' | 'panels'> = { clocks: [], panels: [] },
): string => {
  const summaries = summariesOf(rows);
  const lines = summaries.flatMap(summaryLines);
  return [
    sandbox ? `${paint('magenta', 'sandbox')}\n` : '',
    endpointsText(endpointRows(rows, summaries), paint),
    panelsText(panels, paint),
    clocksText(clocks, paint),
    tableText(
      ['PROVIDER', 'ENDPOINTS', 'CAUSE'],
      lines.map(({ cells }) => cells),
      paint,
      { styleOf: (row, column) => (column === 1 ? STYLES[lines[row]?.state ?? 'ok'] : undefined) },
    ),
    fixesText([...fixable(rows), ...clocks]),
  ].join('');
};

/** Everything that was found, as plain objects with a type: lists, panels, clocks, then a summary of each provider. */
const objectsOf = ({ rows, clocks, panels, sandbox }: CheckPage): readonly object[] => {
  const lists = rows.map((row) => ({ type: 'list', ...row }));
  const summaries = summariesOf(rows).map((summary) => ({ type: 'provider', ...summary }));
  const all = [...lists, ...panels, ...clocks, ...summaries];
  return all.map((row) => ({ ...row, ...markOf(sandbox) }));
};

const csvText = (page: CheckPage): string => {
  const rows = objectsOf(page).map((row) => flatten(row));
  return csvOf(rows, columnsOf(rows), true);
};

/** Returns a check in a format. */
export const checkIn = (format: Format, page: CheckPage): string => {
  if (format === 'json') return jsonLine(objectsOf(page));
  if (format === 'ndjson') return objectsOf(page).map(jsonLine).join('');
  return format === 'csv' ? csvText(page) : checkText(page.rows, page.sandbox, page.paint, page);
};
