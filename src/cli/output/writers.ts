import { chooseColumns, shown, type Column } from './columns.js';
import { csvOf } from './csv.js';
import { columnsOf, flatten, tableRows, type Row } from './flatten.js';
import type { Format } from './formats.js';
import { jsonLine, jsonOf } from './json.js';
import { markOf } from './page.js';
import type { Paint } from './paint.js';
import { tableText } from './table.js';

/** Turns pages of wire items into text, page by page. */
interface PageWriter {
  page(items: readonly unknown[]): string;
  /** What follows the last page of a walk that went well. */
  end(): string;
  /** What the reader should know and the output cannot say. */
  note(): string | undefined;
}

/** Where the items come from, and where they are shown. */
interface WriterContext {
  readonly provider: string;
  readonly endpoint: string;
  readonly sandbox: boolean;
  readonly paint: Paint;
  /** Columns of the terminal in a line; Infinity where nothing cuts lines. */
  readonly width: number;
}

/** Returns the record of one item in JSON and NDJSON. */
export const envelope = (
  { provider, endpoint, sandbox }: Pick<WriterContext, 'provider' | 'endpoint' | 'sandbox'>,
  item: unknown,
): object => ({ provider, endpoint, item, ...markOf(sandbox) });

const quiet = { end: () => '', note: () => undefined };

const ndjson = (context: WriterContext): PageWriter => ({
  ...quiet,
  page: (items) => items.map((item) => jsonLine(envelope(context, item))).join(''),
});

const json = (context: WriterContext): PageWriter => {
  let open = '[\n';
  return {
    ...quiet,
    page: (items) => {
      const texts = items.map((item) => {
        const text = open + jsonOf(envelope(context, item));
        open = ',\n';
        return text;
      });
      return texts.join('');
    },
    end: () => (open === ',\n' ? '\n]\n' : '[]\n'),
  };
};

const csv = ({ sandbox }: WriterContext): PageWriter => {
  let columns: readonly string[] | undefined;
  const lost = new Set<string>();
  return {
    ...quiet,
    page: (items) => {
      const rows = items.map((item): Row => ({ ...(sandbox ? { sandbox: 'true' } : {}), ...flatten(item) }));
      if (rows.length === 0) return '';
      const header = columns === undefined;
      columns ??= columnsOf(rows);
      for (const path of columnsOf(rows)) if (!columns.includes(path)) lost.add(path);
      return csvOf(rows, columns, header);
    },
    note: () =>
      lost.size === 0
        ? undefined
        : `the first page had no ${[...lost].join(', ')}: left out of the CSV; ndjson has everything`,
  };
};

const table = ({ sandbox, endpoint, paint, width }: WriterContext): PageWriter => {
  let columns: readonly Column[] | undefined;
  const banner = sandbox ? `${paint('magenta', 'sandbox')} ${endpoint}\n` : '';
  return {
    ...quiet,
    page: (items) => {
      const rows = items.flatMap(tableRows);
      if (rows.length === 0) return '';
      const first = columns === undefined;
      columns ??= chooseColumns(rows, columnsOf(rows), width);
      const cells = rows.map((row) =>
        (columns ?? []).map(({ path, title }) => shown(title, row[path] ?? '')),
      );
      const titles = columns.map(({ title }) => title.toUpperCase());
      const widths = columns.map((column) => column.width);
      return (first ? banner : '') + tableText(first ? titles : undefined, cells, paint, { widths });
    },
    end: () => (columns === undefined ? `${banner}no items\n` : ''),
  };
};

const WRITERS = { table, json, ndjson, csv };

/** Returns the writer of a format. */
export const writerFor = (format: Format, context: WriterContext): PageWriter => WRITERS[format](context);
