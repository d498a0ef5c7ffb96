// CPU time and memory of dedupeBy per key, when millions of keys are in its window.
import { join } from 'node:path';
import { startChild } from '../lib/child.mjs';
import { spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const SCRIPT = join(import.meta.dirname, '..', 'dedup.mjs');

export const run = async (context) => {
  const keys = context.quick ? 1_000_000 : 10_000_000;
  const runs = [];
  for (let round = 0; round < (context.quick ? 1 : Math.min(2, context.rounds ?? 2)); round += 1) {
    context.progress(`round ${String(round + 1)}`);
    const child = await startChild(
      SCRIPT,
      { dist: context.dist, keys },
      { node: context.own, execArgv: ['--expose-gc', '--max-old-space-size=8192'] },
    );
    runs.push(await child.ask({}));
    await child.close();
  }
  const us = spread(runs.map((each) => each.us - each.bareUs));
  const bytes = spread(runs.map((each) => each.bytes));
  return {
    tables: [
      {
        title: `dedupeBy, ${keys.toLocaleString('en')} distinct keys of 28 characters in the window`,
        columns: ['per key', 'median', 'middle half'],
        rows: [
          ['us of CPU', fixed(us.median), range(us)],
          ['bytes', fixed(bytes.median, 1), range(bytes, 1)],
        ],
        notes: [
          'Keys come fresh out of JSON.parse; the cost of the same stream without dedupeBy is taken off.',
        ],
      },
    ],
    targets: [
      atMost('dedupeBy, time a key', us.median, 0.5, ' us'),
      atMost('dedupeBy, memory a key', bytes.median, 60, ' bytes', 1),
    ],
    data: { keys, us, bytes },
  };
};
