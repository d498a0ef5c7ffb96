import { writeFile } from 'node:fs/promises';
import { take, type Observable } from 'rxjs';
import type { Monitor, PrincipalRow, SourceRow, SpendRow, Table } from '../../monitor/index.js';
import { csvOf } from '../output/csv.js';
import { findingsText } from '../output/findings-page.js';
import type { Row } from '../output/flatten.js';
import { keysText } from '../output/keys-page.js';
import { spendText } from '../output/spend-page.js';
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
const MOST = 500;

/** The present value of a view, which every view has. */
const presentOf = <T>(view: Observable<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    view.pipe(take(1)).subscribe({ next: resolve, error: reject });
  });

const wholeOf = async <R>(page: (offset: number) => Observable<Table<R>>): Promise<Table<R>> => {
  let rows: readonly R[] = [];
  for (;;) {
    const table = await presentOf(page(rows.length));
    rows = [...rows, ...table.rows];
    if (table.rows.length === 0 || rows.length >= table.total) return { ...table, rows };
  }
};

const unpriced = <R extends { readonly cost?: unknown }>(
  rows: readonly R[],
  { hasCost }: Ui,
): readonly R[] => (hasCost ? rows : rows.map((row) => ({ ...row, cost: undefined })));

const marked = (rows: readonly Row[], head: readonly string[], isSandbox: boolean): string =>
  isSandbox
    ? csvOf(
        rows.map((row): Row => ({ sandbox: 'true', ...row })),
        ['sandbox', ...head],
        true,
      )
    : csvOf(rows, head, true);

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
  cost: (row.cost ?? []).map(({ amount, currency, basis }) => `${amount} ${currency} ${basis}`).join('; '),
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

const feedRow = (row: SourceRow): Row => ({
  ...{ source: row.source, provider: row.provider, list: row.feed, state: row.state },
  ...{ records: String(row.records), left_out: String(row.leftOut), requests: String(row.requests) },
  ...{ last_read: row.lastSuccessAt ?? '', as_of: row.asOf ?? '', code: row.error?.code ?? '' },
});

const pricelessSpend = (rows: readonly SpendRow[], { hasCost }: Ui): readonly SpendRow[] =>
  hasCost ? rows : rows.map((row) => ({ ...row, cost: [], share: undefined }));

const texts: Readonly<Record<Ui['pane'], (input: ExportInput) => Promise<string>>> = {
  overview: async ({ ui, monitor, isSandbox }) => {
    const { by, window } = ui;
    const first = await presentOf(monitor.spend({ by, window, limit: MOST }));
    const whole = await wholeOf((offset) => monitor.spend({ by, window, limit: MOST, offset }));
    const table = { ...first, ...whole, rows: pricelessSpend(whole.rows, ui) };
    return spendText('csv', { ...PLAIN, table, by, window, sandbox: isSandbox });
  },
  keys: async ({ ui, monitor, isSandbox }) => {
    const { filter, window, sort } = ui;
    const query = { filter, window, sort: SORTS.keys[sort.keys], limit: MOST };
    const table = await wholeOf((offset) => monitor.credentials({ ...query, offset }));
    return keysText('csv', {
      ...PLAIN,
      table: { ...table, rows: unpriced(table.rows, ui) },
      window,
      sandbox: isSandbox,
    });
  },
  people: async ({ ui, monitor, isSandbox }) => {
    const { filter, window, sort } = ui;
    const query = { filter, window, sort: SORTS.people[sort.people], limit: MOST };
    const table = await wholeOf((offset) => monitor.principals({ ...query, offset }));
    return marked(
      unpriced(table.rows, ui).map((row) => personRow(row, table)),
      PEOPLE,
      isSandbox,
    );
  },
  findings: ({ ui, picture, isSandbox }) => {
    // Their sentences hold amounts of money.
    const rows = ui.hasCost ? picture.findings : picture.findings.map((row) => ({ ...row, evidence: [] }));
    return Promise.resolve(findingsText('csv', { ...PLAIN, rows, total: rows.length, sandbox: isSandbox }));
  },
  sources: ({ picture, isSandbox }) =>
    Promise.resolve(marked(picture.sources.map(feedRow), FEEDS, isSandbox)),
};

/** Returns the pane as CSV: all rows that match the filter, not only those that are seen. */
export const exportText = (input: ExportInput): Promise<string> => texts[input.ui.pane](input);

/** Returns the name of the file of an export. */
export const exportName = ({ ui, isSandbox, now }: Pick<ExportInput, 'ui' | 'isSandbox' | 'now'>): string =>
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
