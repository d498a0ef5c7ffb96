import { writeFile } from 'node:fs/promises';
import type { LimitRow, Monitor, PrincipalRow, SourceRow, SpendRow, Table } from '../../monitor/index.js';
import { exactAmounts } from '../output/figures.js';
import { firstOf, wholeTable } from '../monitor/take.js';
import { byGravity } from '../output/findings.js';
import { findingsText } from '../output/findings-page.js';
import type { Row } from '../output/flatten.js';
import { keysText } from '../output/keys-page.js';
import { markedCsv } from '../output/page.js';
import { spendText } from '../output/spend-page.js';
import { byUrgency } from './limits.js';
import { feedsMatching, findingsMatching, limitsMatching, spendMatching } from './matching.js';
import type { Picture } from './picture.js';
import { SORTS, type Ui } from './ui.js';

/** What is exported, and from where. */
export interface ExportInput {
  readonly ui: Ui;
  readonly picture: Picture;
  readonly monitor: Monitor;
  readonly isSandbox: boolean;
  readonly now: Date;
}

const PLAIN = { paint: (_style: unknown, text: string) => text, width: undefined };

const unpriced = <R extends { readonly cost?: unknown }>(
  rows: readonly R[],
  { hasCost }: Ui,
): readonly R[] => (hasCost ? rows : rows.map((row) => ({ ...row, cost: undefined })));

const PEOPLE = [
  ...['source', 'provider', 'id', 'name', 'email', 'kind', 'status', 'role', 'environment', 'keys'],
  ...['cost', 'requests', 'last_seen', 'findings', 'as_of', 'missing'],
];

const personRow = (row: PrincipalRow, { asOf = '', coverage }: Table<PrincipalRow>): Row => ({
  ...{
    source: row.source,
    provider: row.provider,
    id: row.id,
    name: row.displayName ?? '',
    email: row.email ?? '',
  },
  ...{ kind: row.kind, status: row.status, role: row.role ?? '', environment: row.environment ?? '' },
  keys: String(row.credentials),
  cost: exactAmounts(row.cost),
  requests: row.requests === undefined ? '' : String(row.requests),
  last_seen: row.lastActiveAt ?? '',
  findings: row.findings.join(' '),
  as_of: asOf,
  missing: coverage.missing.join(' '),
});

const FEEDS = [
  'source',
  'provider',
  'list',
  'state',
  'records',
  'left_out',
  'requests',
  'last_read',
  'as_of',
  'code',
];

const countText = (count: number | undefined): string => String(count ?? '');

const feedRow = (row: SourceRow): Row => ({
  ...{ source: row.source, provider: row.provider, list: row.feed, state: row.state },
  ...{ records: countText(row.records), left_out: countText(row.leftOut), requests: countText(row.requests) },
  ...{ last_read: row.lastSuccessAt ?? '', as_of: row.asOf ?? '', code: row.error?.code ?? '' },
});

const LIMITS = [
  ...['source', 'provider', 'kind', 'id', 'name', 'limit_name', 'measure', 'model', 'period', 'used'],
  ...['limit', 'remaining', 'currency', 'ratio', 'quality', 'reached_at', 'resets_at', 'enforcement'],
  ...['enforcing', 'as_of'],
];

const sizeOf = (size: LimitRow['used']): string =>
  size === undefined ? '' : typeof size === 'number' ? String(size) : size.amount;

const limitRow = (row: LimitRow, { hasCost }: Ui): Row => {
  const isHidden = !hasCost && typeof row.limit !== 'number';
  const sizes: Row = isHidden
    ? {}
    : {
        used: sizeOf(row.used),
        limit: sizeOf(row.limit),
        remaining: sizeOf(row.remaining),
        currency: typeof row.limit === 'number' ? '' : row.limit.currency,
      };
  return {
    ...{ source: row.source, provider: row.provider, kind: row.subject.kind, id: row.subject.id },
    ...{ name: row.subjectName ?? '', limit_name: row.name, measure: row.measure, model: row.model ?? '' },
    ...{ period: row.period, ratio: row.ratio === undefined ? '' : String(row.ratio), quality: row.quality },
    ...{ reached_at: row.reachedAt ?? '', resets_at: row.resetsAt ?? '', enforcement: row.enforcement },
    ...{ enforcing: row.enforcing === undefined ? '' : String(row.enforcing), as_of: row.asOf ?? '' },
    ...sizes,
  };
};

const pricelessSpend = (rows: readonly SpendRow[], { hasCost }: Ui): readonly SpendRow[] =>
  hasCost ? rows : rows.map((row) => ({ ...row, cost: [], share: undefined }));

const texts: Readonly<Record<Ui['pane'], (input: ExportInput) => Promise<string>>> = {
  overview: async ({ ui, monitor, isSandbox }) => {
    const { by, window } = ui;
    const whole = await wholeTable(firstOf, (place) => monitor.spend({ by, window, ...place }));
    const table = { ...whole, rows: pricelessSpend(spendMatching(whole.rows, ui.filter), ui) };
    return spendText('csv', { ...PLAIN, table, by, window, sandbox: isSandbox });
  },
  keys: async ({ ui, monitor, isSandbox }) => {
    const { filter, window, sort } = ui;
    const query = { filter, window, sort: SORTS.keys[sort.keys] };
    const table = await wholeTable(firstOf, (place) => monitor.credentials({ ...query, ...place }));
    return keysText('csv', {
      ...PLAIN,
      table: { ...table, rows: unpriced(table.rows, ui) },
      window,
      sandbox: isSandbox,
    });
  },
  people: async ({ ui, monitor, isSandbox }) => {
    const { filter, window, sort } = ui;
    const query = { filter, window, sort: SORTS.people[sort.people] };
    const table = await wholeTable(firstOf, (place) => monitor.principals({ ...query, ...place }));
    return markedCsv(
      isSandbox,
      unpriced(table.rows, ui).map((row) => personRow(row, table)),
      PEOPLE,
    );
  },
  findings: ({ ui, picture, isSandbox }) => {
    // Their sentences hold amounts of money.
    const found = byGravity(findingsMatching(picture.findings, ui.filter));
    const rows = ui.hasCost ? found : found.map((row) => ({ ...row, evidence: [] }));
    return Promise.resolve(findingsText('csv', { ...PLAIN, rows, total: rows.length, sandbox: isSandbox }));
  },
  limits: ({ ui, picture, isSandbox }) => {
    const rows = byUrgency(limitsMatching(picture.limits, ui.filter));
    return Promise.resolve(
      markedCsv(
        isSandbox,
        rows.map((row) => limitRow(row, ui)),
        LIMITS,
      ),
    );
  },
  sources: ({ ui, picture, isSandbox }) =>
    Promise.resolve(markedCsv(isSandbox, feedsMatching(picture.sources, ui.filter).map(feedRow), FEEDS)),
};

/** Returns the pane as CSV: all rows that match the filter, not only those that are seen. */
const exportText = (input: ExportInput): Promise<string> => texts[input.ui.pane](input);

/** Returns the name of the file of an export. */
const exportName = ({ ui, isSandbox, now }: Pick<ExportInput, 'ui' | 'isSandbox' | 'now'>): string =>
  [
    'headwater',
    ...(isSandbox ? ['sandbox'] : []),
    ui.pane === 'overview' ? `spend-by-${ui.by}` : ui.pane,
    now.toISOString().replace(/[-:]|\.\d+/g, ''),
  ].join('-') + '.csv';

/**
 * Writes the pane into a new file of a folder, readable by its owner only, and returns a sentence about it.
 *
 * @param text masks what may not be printed
 */
export const exportTo = async (
  folder: string,
  input: ExportInput,
  mask: (text: string) => string,
): Promise<string> => {
  const name = exportName(input);
  try {
    await writeFile(`${folder}/${name}`, mask(await exportText(input)), { flag: 'wx', mode: 0o600 });
    return `exported to ${name}`;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'EEXIST'
      ? `${name} is there already`
      : `not exported: ${name} cannot be written (${code})`;
  }
};
