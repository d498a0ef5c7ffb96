// Files of what is shown. Each says how far its data reaches, what is missing, and whether it is of a sandbox.
import type { Coverage, SpendRow, SpendTable } from 'headwater/monitor';

/** What a file says about itself. */
export interface About {
  readonly asOf: string | undefined;
  readonly coverage: Coverage;
  readonly window: string;
  /** `sandbox`, where the figures are made up. */
  readonly label: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/**
 * A cell of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers and decimal
 * texts, which may be negative, stay as they are.
 */
export const csvCell = (value: unknown): string => {
  const text = textOf(value);
  const isNumber = typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const namesOf = (rows: readonly Row[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
];

const aboutColumns = ({ asOf, coverage, window, label }: About): Row => ({
  window,
  asOf,
  missing: coverage.missing.join(' '),
  ...(label === undefined ? {} : { label }),
});

/** A table as CSV, with a header; about itself it speaks in its last columns. */
export const toCsv = (rows: readonly Row[], about: About): string => {
  const full = rows.map((row) => ({ ...row, ...aboutColumns(about) }));
  const names = namesOf(full);
  return [names, ...full.map((row: Row) => names.map((name) => row[name]))]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('');
};

export const toJson = (rows: readonly unknown[], about: About): string =>
  `${JSON.stringify({ ...about, rows }, undefined, 2)}\n`;

/** A row a line; the first line is about the file. */
export const toNdjson = (rows: readonly unknown[], about: About): string =>
  [{ about }, ...rows].map((row) => `${JSON.stringify(row)}\n`).join('');

/** One row for each amount of a spend table: amounts of different origin stay apart. */
export const spendRows = (rows: readonly SpendRow[]): readonly Row[] =>
  rows.flatMap(({ name, id, provider, source, cost, requests, tokens }): Row[] => {
    const common = {
      name,
      id: id,
      provider,
      source,
      requests,
      inputTokens: tokens?.input_tokens,
      outputTokens: tokens?.output_tokens,
    };
    return cost.length === 0
      ? [{ ...common, cost: undefined, currency: undefined, basis: undefined }]
      : cost.map(({ amount, currency, basis }) => ({ ...common, cost: amount, currency, basis }));
  });

/** Cost rows with the column names of FOCUS, the FinOps format. */
export const focusRows = ({ rows, from, to }: Pick<SpendTable, 'rows' | 'from' | 'to'>): readonly Row[] =>
  rows.flatMap(({ name, ref, id, provider, source, cost }) =>
    cost.map(({ amount, currency, basis }) => ({
      BilledCost: amount,
      BillingCurrency: currency,
      ChargeCategory: 'Usage',
      ChargePeriodStart: from,
      ChargePeriodEnd: to,
      ProviderName: provider,
      ResourceId: ref?.id ?? id,
      ResourceName: name,
      SubAccountId: source,
      x_Basis: basis,
    })),
  );
