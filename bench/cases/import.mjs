// What an import of an entry costs, beside an import of the peers that it needs: CPU, in processes of their own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROVIDERS } from '../../scripts/lib/providers.mjs';
import { spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const LIMIT = 1.5;

const PEERS = ['rxjs', 'io-ts', 'fp-ts'];

const ENTRIES = [
  ...PROVIDERS.map((name) => ({
    label: `headwater/${name}`,
    entry: `src/providers/${name}/index.js`,
    limit: LIMIT,
  })),
  { label: 'headwater', entry: 'src/index.js' },
  { label: 'headwater/operators', entry: 'operators/index.js' },
  { label: 'headwater/monitor', entry: 'src/monitor/index.js' },
];

const code = (specifiers) => `
  const before = process.cpuUsage();
  ${specifiers.map((specifier) => `await import(${JSON.stringify(specifier)});`).join(' ')}
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000);
`;

const cpuMsOf = (cwd, specifiers) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', code(specifiers)],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`an import of ${specifiers.join(', ')} failed: ${stderr}`);
  return Number(stdout);
};

export const run = (context) => {
  const root = join(context.dist, '..');
  const rows = [
    { label: PEERS.join(', '), specifiers: PEERS, times: [] },
    ...ENTRIES.map(({ entry, ...rest }) => ({
      ...rest,
      specifiers: [pathToFileURL(join(context.dist, entry)).href],
      times: [],
    })),
  ];
  for (let round = 0; round < (context.rounds ?? (context.quick ? 3 : 15)); round += 1)
    for (const { specifiers, times } of rows) times.push(cpuMsOf(root, specifiers));
  const results = rows.map(({ label, limit, times }) => ({ label, limit, ms: spread(times) }));
  const peers = results[0].ms.median;
  return {
    tables: [
      {
        title: `An import, Node ${process.versions.node}: CPU`,
        columns: ['what', 'ms', 'middle half', 'x peers'],
        rows: results.map(({ label, ms }) => [
          label,
          fixed(ms.median, 0),
          range(ms, 0),
          fixed(ms.median / peers),
        ]),
      },
    ],
    targets: results
      .filter(({ limit }) => limit !== undefined)
      .map(({ label, limit, ms }) =>
        atMost(`Import of ${label}, in imports of its peers`, ms.median / peers, limit),
      ),
    data: results,
  };
};
