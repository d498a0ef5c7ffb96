import { countsText, TITLES } from '../../src/cli/output/endpoints-page.js';
import { OPERATIONS, type Row } from './rows.js';
import { strictnessTable } from './strictness-table.js';

const mark = (departures: readonly string[]): string => (departures.length === 0 ? 'yes' : 'NO');

const line = ({ id, method, path, yardstick, pages, items, departures }: Row): string =>
  `| ${id} | \`${method} ${path}\` | ${yardstick} | ${mark(departures.request)} | ${mark(departures.reply)} | ${String(pages)} | ${String(items)} | ${mark(departures.law)} |\n`;

const HEAD = [
  '| endpoint | asked as | yardstick | request valid | reply valid | pages | items | round trip |\n',
  '| --- | --- | --- | --- | --- | ---: | ---: | --- |\n',
].join('');

const INTRO = `# Conformance

Each operation of each provider, in each of its forms, walked to its end on the sandbox: pages of ten, and smaller
ones where a list is short. Requests and
replies are measured by the yardstick that is named: the vendor's own OpenAPI document where there is one, else a document
that was written from the vendor's documentation or source (\`test/fixtures/openapi\`). Where a vendor's own examples
contradict its document, the exceptions are named in \`test/conformance/documents.ts\`. Keygen's items are measured by an
older third-party document, too: \`test/schema\`. "Round trip" says that each item that came encodes to what came, but for
secrets, which come back masked, and timestamps, which come back in one spelling.

This page is written by \`npm run docs\`, and a test fails when it is not what a new run would write.

`;

const STRICTNESS = `## Strictness

How many named fields of the items, at every depth, end a walk when they are null, or absent while what holds them is there
(percent, rounded up). Required is what the walk needs, such as the key of an item, and what the vendor's own schema
requires and its replies never leave out; everything else may be null or absent, in the types too. \`onInvalid\` decides
what an item that does not decode does to its walk. The bounds stand in \`test/schema/strictness.spec.ts\`.

`;

/** Returns the conformance table, as Markdown. */
export const conformancePage = (rows: readonly Row[]): string => {
  const counts = countsText(OPERATIONS, 'markdown', (_style, text) => text);
  const sections = Object.entries(TITLES).map(([provider, title]) => {
    const own = rows.filter((row) => row.provider === provider);
    return `## ${title}\n\n${HEAD}${own.map(line).join('')}`;
  });
  return `${INTRO}${counts}\n${STRICTNESS}${strictnessTable()}\n${sections.join('\n')}`;
};
