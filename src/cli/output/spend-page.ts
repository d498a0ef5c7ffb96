import type { Amount, Dimension, SpendRow, SpendTable, Window } from '../../monitor/index.js';
import { amountsText, countText, figureText, minuteText, tokensOf } from './figures.js';
import type { Row } from './flatten.js';
import type { Format } from './formats.js';
import { jsonLine } from './json.js';
import { bannerOf, markedCsv, markOf, moreLine, type Page } from './page.js';
import { tableText } from './table.js';

/** A table of spend, and how it is shown. */
interface SpendPage extends Page {
  readonly table: SpendTable;
  readonly by: Dimension;
  readonly window: Window;
}

const orDash = (count: number | undefined): string => (count === undefined ? '–' : countText(count));

const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${(share * 100).toFixed(1)}%`;

const cellsOf = (row: SpendRow): readonly string[] => [
  row.name,
  row.provider,
  amountsText(row.cost),
  percent(row.share),
  amountsText(row.before),
  orDash(tokensOf(row)),
  orDash(row.requests),
];

const ORIGINS: Readonly<Record<Amount['basis'], string>> = {
  provider_reported: 'reported',
  provider_gateway: 'of a gateway',
  estimated: 'estimated',
};

/** The sum with the origin of each amount, how far it reaches, and which sources it lacks. */
const sumLine = ({ sum }: SpendTable): string => {
  const { missing } = sum.coverage;
  return [
    `sum ${figureText(sum, ({ basis }) => ` ${ORIGINS[basis]}`)}`,
    ...(sum.asOf === undefined ? [] : [`as of ${minuteText(sum.asOf)}`]),
    ...(missing.length === 0 ? [] : [`without all of ${missing.join(', ')}`]),
  ].join('   ');
};

const HEAD = ['PROVIDER', 'COST', 'SHARE', 'BEFORE', 'TOKENS', 'REQUESTS'];
const MOST_NAME = 40;

const table = (page: SpendPage): string => {
  const { table: spend, by, window, paint, width } = page;
  const { from, to, rows, total } = spend;
  return [
    `${bannerOf(page, '  ')}spend by ${by}, ${window}: ` + `${minuteText(from)} to ${minuteText(to)} UTC\n`,
    rows.length === 0
      ? 'no spend and no use in this window\n'
      : tableText([by === 'provider' ? 'NAME' : by.toUpperCase(), ...HEAD], rows.map(cellsOf), paint, {
          right: [2, 3, 4, 5, 6],
          most: [MOST_NAME],
          ...(width === undefined ? {} : { width }),
        }),
    moreLine(rows.length, total),
    `${paint('bold', sumLine(spend))}\n`,
  ].join('');
};

const json = ({ sandbox, by, window, table: spend }: SpendPage): string =>
  jsonLine({ ...markOf(sandbox), by, window, ...spend });

const ndjson = ({ sandbox, by, window, table: spend }: SpendPage): string => {
  const { rows, ...rest } = spend;
  const mark = markOf(sandbox);
  return [
    ...rows.map((row) => ({ ...mark, type: 'row', by, window, ...row })),
    { ...mark, type: 'sum', by, window, ...rest },
  ]
    .map(jsonLine)
    .join('');
};

const COLUMNS = [
  ...[
    'by',
    'name',
    'id',
    'provider',
    'source',
    'from',
    'to',
    'cost',
    'currency',
    'basis',
    'share',
    'requests',
  ],
  ...['total_tokens', 'input_tokens', 'cached_input_tokens', 'output_tokens', 'as_of', 'quality', 'missing'],
];

const textOf = (value: number | string | undefined): string => (value === undefined ? '' : String(value));

/** A row for each amount, since amounts of different origin never add up; use is in the first row only, so that it adds up. */
const csvRows = ({ table: spend, by }: SpendPage, row: SpendRow): readonly Row[] => {
  const { tokens = {} } = row;
  const { sum, from, to } = spend;
  const use: Row = {
    share: textOf(row.share),
    requests: textOf(row.requests),
    total_tokens: textOf(tokensOf(row)),
    input_tokens: textOf(tokens.input_tokens),
    cached_input_tokens: textOf(tokens.cached_input_tokens),
    output_tokens: textOf(tokens.output_tokens),
  };
  const place: Row = {
    ...{ by, name: row.name, id: row.ref?.id ?? '', provider: row.provider, source: row.source, from, to },
    ...{ as_of: textOf(sum.asOf), quality: sum.quality, missing: sum.coverage.missing.join(' ') },
  };
  const amounts: readonly Row[] = row.cost.map(({ amount, currency, basis }) => ({
    cost: amount,
    currency,
    basis,
  }));
  const [first = {}, ...others] = amounts;
  return [{ ...place, ...use, ...first }, ...others.map((amount): Row => ({ ...place, ...amount }))];
};

const csv = (page: SpendPage): string =>
  markedCsv(
    page.sandbox,
    page.table.rows.flatMap((row) => csvRows(page, row)),
    COLUMNS,
  );

const TEXTS = { table, json, ndjson, csv };

/** Returns a table of spend in a format. */
export const spendText = (format: Format, page: SpendPage): string => TEXTS[format](page);
