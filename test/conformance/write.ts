import { readFileSync, writeFileSync } from 'node:fs';
import { CATALOG } from '../../src/cli/catalog.js';
import { endpointsPage } from '../../src/cli/output/endpoints-page.js';
import { conformancePage } from './page.js';
import { withCounts } from '../docs/counts.js';
import { boundsTable } from '../docs/bounds.js';
import { feedsTable } from '../docs/feeds.js';
import { statusTable } from '../docs/statuses.js';
import { accountVariables } from '../docs/variables.js';
import { writePart } from '../docs/written.js';
import { conformanceRun } from './run.js';

const write = (name: string, text: string): void => {
  writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text);
};

const { rows } = await conformanceRun();
write('endpoints.md', endpointsPage(CATALOG));
write('conformance.md', conformancePage(rows));
writePart('reliability.md', 'bounds', boundsTable());
writePart('limits-and-retries.md', 'statuses', statusTable());
writePart('live-monitor.md', 'feeds', feedsTable());
writePart('command-line.md', 'variables', accountVariables());
for (const page of ['README.md', 'docs/providers.md'])
  writeFileSync(page, withCounts(readFileSync(page, 'utf8')));
