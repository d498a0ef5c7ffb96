import { PROVIDERS, variablesFor } from '../accounts.js';
import type { CatalogEntry } from '../catalog/entry.js';
import { countsText } from './counts.js';
import { formsOf } from './forms.js';

const TITLES = { openai: 'OpenAI', keywordsai: 'Keywords AI', keygen: 'Keygen', cobo: 'Cobo Agentic Wallet' };

/** A text that may stand in a cell of a Markdown table. */
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
