import type { FindingRow } from '../../monitor/index.js';
import { csvOf } from './csv.js';
import { countText, readable } from './figures.js';
import { evidenceOf, SEVERITY_STYLES } from './findings.js';
import type { Row } from './flatten.js';
import type { Format } from './formats.js';
import { jsonOf } from './json.js';
import type { Paint } from './paint.js';
import { tableText } from './table.js';

/** Findings, and how they are shown. */
export interface FindingsPage {
  readonly rows: readonly FindingRow[];
  /** How many there are, those that are not shown included. */
  readonly total: number;
  readonly sandbox: boolean;
  readonly paint: Paint;
  readonly width: number | undefined;
}

const cellsOf = (row: FindingRow): readonly string[] => [
  row.severity,
  row.rule,
  row.subject.source,
  row.subjectName ?? row.subject.id,
  readable(evidenceOf(row)),
];

const table = ({ rows, total, sandbox, paint, width }: FindingsPage): string =>
  [
    sandbox ? `${paint('magenta', 'sandbox: made-up data')}\n` : '',
    rows.length === 0
      ? ''
      : tableText(['SEVERITY', 'RULE', 'SOURCE', 'KEY', 'EVIDENCE'], rows.map(cellsOf), paint, {
          most: [8, 18, 16, 32],
          ...(width === undefined ? {} : { width }),
          styleOf: (row, column) =>
            column === 0 ? SEVERITY_STYLES[rows[row]?.severity ?? 'info'] : undefined,
        }),
    rows.length < total ? `and ${countText(total - rows.length)} more: --limit shows them\n` : '',
    `${paint('bold', total === 1 ? '1 finding' : `${total === 0 ? 'no' : countText(total)} findings`)}\n`,
  ].join('');

const marked = ({ sandbox }: FindingsPage): { readonly sandbox?: true } => (sandbox ? { sandbox: true } : {});

const json = (page: FindingsPage): string =>
  `${jsonOf({ ...marked(page), total: page.total, rows: page.rows })}\n`;

const ndjson = (page: FindingsPage): string =>
  page.rows.map((row) => `${jsonOf({ ...marked(page), ...row })}\n`).join('');

const COLUMNS = ['severity', 'rule', 'source', 'kind', 'id', 'name', 'since', 'title', 'evidence', 'docs'];

const csvRow = (row: FindingRow): Row => ({
  severity: row.severity,
  rule: row.rule,
  source: row.subject.source,
  kind: row.subject.kind,
  id: row.subject.id,
  name: row.subjectName ?? '',
  since: row.since,
  title: row.title,
  evidence: evidenceOf(row),
  docs: row.docs ?? '',
});

const csv = ({ rows, sandbox }: FindingsPage): string =>
  sandbox
    ? csvOf(
        rows.map((row): Row => ({ sandbox: 'true', ...csvRow(row) })),
        ['sandbox', ...COLUMNS],
        true,
      )
    : csvOf(rows.map(csvRow), COLUMNS, true);

const TEXTS = { table, json, ndjson, csv };

/** Returns findings in a format. */
export const findingsText = (format: Format, page: FindingsPage): string => TEXTS[format](page);
