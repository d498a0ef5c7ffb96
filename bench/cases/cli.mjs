// Start of the command line, against a Node that does nothing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';

const timeOf = (args) => {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return performance.now() - start;
};

export const run = (context) => {
  const main = join(context.dist, 'src', 'cli', 'main.js');
  const commands = [
    { label: 'node -e 0', args: ['-e', '0'] },
    { label: 'headwater --version', args: [main, '--version'] },
    { label: 'headwater endpoints', args: [main, 'endpoints'] },
  ].map((command) => ({ ...command, times: [] }));
  for (const { args } of commands) timeOf(args);
  for (let round = 0; round < (context.rounds ?? (context.quick ? 3 : 11)); round += 1) {
    for (const { args, times } of commands) times.push(timeOf(args));
  }
  const results = commands.map(({ label, times }) => ({ label, ms: spread(times) }));
  const floor = results[0].ms.median;
  return {
    tables: [
      {
        title: `Start of the command line, Node ${process.versions.node}`,
        columns: ['command', 'ms', 'middle half', 'above node'],
        rows: results.map(({ label, ms }) => [
          label,
          fixed(ms.median, 0),
          range(ms, 0),
          fixed(ms.median - floor, 0),
        ]),
      },
    ],
    targets: [],
    data: results,
  };
};
