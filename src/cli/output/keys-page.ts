import type { CredentialRow, Table, Window } from '../../monitor/index.js';
import { amountsText, countText, exactAmounts, figureMark, minuteText, lastUseText } from './figures.js';
import type { Row } from './flatten.js';
import type { Format } from './formats.js';
import { jsonLine } from './json.js';
import { bannerOf, markedCsv, markOf, moreLine, type Page } from './page.js';
import type { Style } from './paint.js';
import { tableText } from './table.js';

/** A table of keys, and how it is shown. */
interface KeysPage extends Page {
  readonly table: Table<CredentialRow>;
  /** Of the costs and requests. */
  readonly window: Window;
}

/** The last use: when, never, or why that is not known. */
const usedText = (row: CredentialRow): string => lastUseText(row, (at) => at.slice(0, 10));

const expiryText = ({ expiresAt }: CredentialRow): string => {
  if (expiresAt === undefined) return '–';
  return expiresAt === null ? 'never' : expiresAt.slice(0, 10);
};

const ownerText = ({ ownerName, ownerStatus }: CredentialRow): string => {
  if (ownerName === undefined) return '–';
  const isGone = ownerStatus !== undefined && ownerStatus !== 'active' && ownerStatus !== 'unknown';
  return isGone ? `${ownerName} (${ownerStatus})` : ownerName;
};

const cellsOf = (row: CredentialRow): readonly string[] => [
  row.name ?? row.hint ?? row.id,
  row.provider,
  row.status,
  ownerText(row),
  usedText(row),
  expiryText(row),
  amountsText(row.cost),
  row.findings.join(' '),
];

const STATUS = 2;
const FINDINGS = 7;

const STYLES: Readonly<Partial<Record<CredentialRow['status'], Style>>> = {
  active: 'green',
  expired: 'dim',
  revoked: 'dim',
  suspended: 'yellow',
  vanished: 'yellow',
};

const table = (page: KeysPage): string => {
  const { window, paint, width } = page;
  const { rows, total, coverage, asOf } = page.table;
  const head = ['KEY', 'PROVIDER', 'STATUS', 'OWNER', 'LAST USED', 'EXPIRES', `COST ${window}`, 'FINDINGS'];
  const foot = [
    `${figureMark(coverage)}${countText(total)} keys`,
    ...(asOf === undefined ? [] : [`as of ${minuteText(asOf)}`]),
    ...(coverage.missing.length === 0 ? [] : [`without all of ${coverage.missing.join(', ')}`]),
  ].join('   ');
  return [
    bannerOf(page),
    rows.length === 0
      ? ''
      : tableText(head, rows.map(cellsOf), paint, {
          right: [6],
          most: [32, 12, 10, 28],
          ...(width === undefined ? {} : { width }),
          styleOf: (row, column) => {
            if (column === FINDINGS) return 'yellow';
            return column === STATUS ? STYLES[rows[row]?.status ?? 'unknown'] : undefined;
          },
        }),
    moreLine(rows.length, total),
    `${paint('bold', foot)}\n`,
  ].join('');
};

const json = ({ sandbox, window, table: keys }: KeysPage): string =>
  jsonLine({ ...markOf(sandbox), window, ...keys });

const ndjson = ({ sandbox, window, table: keys }: KeysPage): string => {
  const { rows, ...rest } = keys;
  const mark = markOf(sandbox);
  return [...rows.map((row) => ({ ...mark, ...row })), { ...mark, type: 'sum', window, ...rest }]
    .map(jsonLine)
    .join('');
};

const COLUMNS = [
  ...['provider', 'source', 'kind', 'id', 'name', 'hint', 'status', 'privilege', 'scopes'],
  ...['owner_id', 'owner', 'owner_status', 'owner_access', 'project_id', 'project'],
  ...['created_at', 'expires_at', 'last_used', 'last_used_at', 'evidence'],
  ...['window', 'cost', 'requests', 'findings', 'as_of', 'missing'],
];

const factsOf = (row: CredentialRow): Row => ({
  provider: row.provider,
  source: row.source,
  kind: row.kind,
  id: row.id,
  name: row.name ?? '',
  hint: row.hint ?? '',
  status: row.status,
  privilege: row.privilege,
  scopes: row.scopes?.join(' ') ?? '',
  owner_id: row.owner?.id ?? '',
  owner: row.ownerName ?? '',
  owner_status: row.ownerStatus ?? '',
  owner_access: row.ownerAccess ?? '',
  project_id: row.scopeContainer?.id ?? '',
  project: row.projectName ?? '',
});

const timesOf = ({ createdAt = '', expiresAt, lastUsed }: CredentialRow): Row => ({
  created_at: createdAt,
  expires_at: expiresAt === null ? 'never' : (expiresAt ?? ''),
  last_used: lastUsed.state,
  last_used_at: lastUsed.state === 'used' ? lastUsed.at : '',
  evidence: 'evidence' in lastUsed ? lastUsed.evidence : '',
});

const csvRow = ({ table: keys, window }: KeysPage, row: CredentialRow): Row => ({
  ...factsOf(row),
  ...timesOf(row),
  window,
  cost: exactAmounts(row.cost),
  requests: row.requests === undefined ? '' : String(row.requests),
  findings: row.findings.join(' '),
  as_of: keys.asOf ?? '',
  missing: keys.coverage.missing.join(' '),
});

const csv = (page: KeysPage): string =>
  markedCsv(
    page.sandbox,
    page.table.rows.map((row) => csvRow(page, row)),
    COLUMNS,
  );

const TEXTS = { table, json, ndjson, csv };

/** Returns a table of keys in a format. */
export const keysText = (format: Format, page: KeysPage): string => TEXTS[format](page);
