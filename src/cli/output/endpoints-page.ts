import { DESCRIPTIONS } from '../../providers/descriptions.js';
import { PROVIDERS, type ProviderName } from '../../providers/names.js';
import { variablesFor } from '../accounts.js';
import type { CatalogEntry } from '../catalog/entry.js';
import { jsonLine } from './json.js';
import type { Paint } from './paint.js';
import { tableText } from './table.js';

/** How an endpoint is asked: method and path, with each further form on a line of its own. */
export const formsOf = ({ method, path, forms }: CatalogEntry): readonly string[] => [
  `${method} ${path}`,
  ...Object.entries(forms).map(
    ([name, form]) => `${form.method ?? method} ${form.path ?? path} with form=${name}`,
  ),
];

/** How many operations of a provider there are: lists, those of them that are paginated or come whole, and reads. */
interface EndpointCounts {
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
  if (format === 'json') return jsonLine(Object.fromEntries(all));
  const rows = all.map(([name, counts]) => [name, ...COLUMNS.map((column) => String(counts[column]))]);
  const head = ['provider', ...COLUMNS];
  if (format === 'table') return tableText(head, rows, paint, { right: [1, 2, 3, 4] });
  return [head, head.map((_name, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |\n`)
    .join('');
};

/** What the providers are called on pages, in their order there. */
export const TITLES = Object.fromEntries(
  PROVIDERS.map((provider) => [provider, DESCRIPTIONS[provider].title]),
) as Readonly<Record<ProviderName, string>>;

/** A text as a cell of a Markdown table may hold it. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const paramRow = ([name, param]: [string, CatalogEntry['params'][string]]): string => {
  const { type, required, place, doc } = param;
  const where = place === 'query' ? '' : ` (${place})`;
  return `| \`${name}\`${where}${required ? ', required' : ''} | ${cell(type)} | ${cell(doc)} |\n`;
};

/** The arguments of its method: the required parameters by name. */
const argsOf = ({ params }: CatalogEntry): string => {
  const required = Object.entries(params).flatMap(([name, param]) => (param.required ? [name] : []));
  return required.length === 0 ? '' : `{ ${required.join(', ')} }`;
};

const section = (entry: CatalogEntry): string => {
  const { id, provider, credential, doc, docs, family, sizes, params, call, fields } = entry;
  const rows = Object.entries(params).map(paramRow);
  return [
    `### ${id}\n\n`,
    `${doc}${docs === undefined ? '' : ` [Vendor's page](${docs})`}\n\n`,
    `- \`${provider}(…).${call}(${argsOf(entry)})\`\n`,
    ...formsOf(entry).map((form) => `- \`${form}\`\n`),
    `- paging: ${family}; page size: ${sizes}; needs ${variablesFor(provider, credential).join(' or ')}\n`,
    fields.length === 0 ? '' : `- item: ${fields.map((name) => `\`${name}\``).join(', ')}\n`,
    rows.length === 0 ? '' : `\n| parameter | takes | meaning |\n| --- | --- | --- |\n${rows.join('')}`,
    '\n',
  ].join('');
};

/** Returns the page of all endpoints, as Markdown. */
export const endpointsPage = (entries: readonly CatalogEntry[]): string =>
  [
    '# Endpoints\n\n',
    'Each list of each provider: the method that reads it, how it is asked, how it pages, what it takes, and the fields of an item (those\n',
    'with a question mark may be absent). This page is written by\n',
    '`headwater endpoints --format markdown`, from the same values that the library walks.\n\n',
    countsText(entries, 'markdown', (_style, text) => text),
    ...PROVIDERS.flatMap((provider) => {
      const own = entries.filter((entry) => entry.provider === provider);
      return own.length === 0 ? [] : [`\n## ${TITLES[provider]}\n\n`, ...own.map(section)];
    }),
  ]
    .join('')
    .trimEnd()
    .concat('\n');
