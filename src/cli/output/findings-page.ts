import type { FindingRow } from '../../monitor/index.js';
import { countText, readable } from './figures.js';
import { evidenceOf, SEVERITY_STYLES } from './findings.js';
import type { Row } from './flatten.js';
import type { Format } from './formats.js';
import { jsonLine } from './json.js';
import { bannerOf, markedCsv, markOf, moreLine, type Page } from './page.js';
import { tableText } from './table.js';

/** Findings, and how they are shown. */
interface FindingsPage extends Page {
  readonly rows: readonly FindingRow[];
  /** How many there are, those that are not shown included. */
  readonly total: number;
}

const cellsOf = (row: FindingRow): readonly string[] => [
  row.severity,
  row.rule,
  row.subject.source,
  row.subjectName ?? row.subject.id,
  readable(evidenceOf(row)),
];

const table = (page: FindingsPage): string => {
  const { rows, total, paint, width } = page;
  return [
    bannerOf(page),
    rows.length === 0
      ? ''
      : tableText(['SEVERITY', 'RULE', 'SOURCE', 'KEY', 'EVIDENCE'], rows.map(cellsOf), paint, {
          most: [8, 18, 16, 32],
          ...(width === undefined ? {} : { width }),
          styleOf: (row, column) =>
            column === 0 ? SEVERITY_STYLES[rows[row]?.severity ?? 'info'] : undefined,
        }),
    moreLine(rows.length, total),
    `${paint('bold', total === 1 ? '1 finding' : `${total === 0 ? 'no' : countText(total)} findings`)}\n`,
  ].join('');
};

const json = ({ sandbox, total, rows }: FindingsPage): string =>
  jsonLine({ ...markOf(sandbox), total, rows });

const ndjson = ({ sandbox, rows }: FindingsPage): string =>
  rows.map((row) => jsonLine({ ...markOf(sandbox), ...row })).join('');

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

const csv = ({ rows, sandbox }: FindingsPage): string => markedCsv(sandbox, rows.map(csvRow), COLUMNS);

const TEXTS = { table, json, ndjson, csv };

/** Returns findings in a format. */
export const findingsText = (format: Format, page: FindingsPage): string => TEXTS[format](page);
