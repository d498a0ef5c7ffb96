import { PROVIDERS } from '../accounts.js';
import type { CatalogEntry } from '../catalog/entry.js';
import { jsonOf } from './json.js';
import type { Paint } from './paint.js';
import { tableText } from './table.js';

/** How many operations of a provider there are: lists, those of them that are paginated or come whole, and reads. */
export interface EndpointCounts {
  readonly lists: number;
  readonly paginated: number;
  readonly complete: number;
  readonly reads: number;
}

const countsOf = (entries: readonly CatalogEntry[]): EndpointCounts => {
  const of = (kind: CatalogEntry['kind']): number => entries.filter((entry) => entry.kind === kind).length;
  const paginated = of('paginated');
  const complete = of('complete');
  // A list that is made of other lists is no operation of the vendor.
  return { lists: paginated + complete, paginated, complete, reads: of('read') };
};

const COLUMNS = ['lists', 'paginated', 'complete', 'reads'] as const;

/** Returns the counts by provider and in all. */
export const countsText = (
  entries: readonly CatalogEntry[],
  format: 'table' | 'json' | 'markdown',
  paint: Paint,
): string => {
  const providers = PROVIDERS.map(
    (provider) => [provider, countsOf(entries.filter((entry) => entry.provider === provider))] as const,
  );
  const all = [...providers, ['all', countsOf(entries)] as const];
  if (format === 'json') return `${jsonOf(Object.fromEntries(all))}\n`;
  const rows = all.map(([name, counts]) => [name, ...COLUMNS.map((column) => String(counts[column]))]);
  const head = ['provider', ...COLUMNS];
  if (format === 'table') return tableText(head, rows, paint, { right: [1, 2, 3, 4] });
  return [head, head.map((_name, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |\n`)
    .join('');
};
