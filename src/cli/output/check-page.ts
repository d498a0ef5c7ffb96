import { VARIABLES, type ProviderName } from '../accounts.js';
import type { Paint, Style } from './paint.js';
import { tableText } from './table.js';

/** How an endpoint answered; `partial`: it did, and an item was left out. */
export type CheckState = 'ok' | 'partial' | 'refused' | 'not set' | 'unreachable' | 'failed' | 'not tried';

/** What is known of one endpoint. */
export interface CheckRow {
  readonly provider: ProviderName;
  readonly endpoint: string;
  readonly state: CheckState;
  readonly detail: string;
  /** Items that were left out since they did not decode; absent where there are none. */
  readonly leftOut?: number;
  /** The scopes that the credential lacks, where the vendor names them. */
  readonly missingScopes?: readonly string[];
  /** What cannot be seen without it. */
  readonly dark: string;
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
    return unset ? { ...row, detail: VARIABLES[provider].join(' or ') } : row;
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
export const summariesOf = (rows: readonly CheckRow[]): readonly Summary[] =>
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

/**
 * Returns a check as text: the endpoints of each provider of which one at least answers, then for each provider how many
 * answered, and each cause why others did not, once.
 */
export const checkText = (rows: readonly CheckRow[], sandbox: boolean, paint: Paint): string => {
  const summaries = summariesOf(rows);
  const lines = summaries.flatMap(summaryLines);
  return [
    sandbox ? `${paint('magenta', 'sandbox')}\n` : '',
    endpointsText(endpointRows(rows, summaries), paint),
    tableText(
      ['PROVIDER', 'ENDPOINTS', 'CAUSE'],
      lines.map(({ cells }) => cells),
      paint,
      { styleOf: (row, column) => (column === 1 ? STYLES[lines[row]?.state ?? 'ok'] : undefined) },
    ),
  ].join('');
};
