// Heap that a walk of millions of items holds on to, with a consumer that keeps up and one 100 times slower.
import { join } from 'node:path';
import { startChild } from '../lib/child.mjs';
import { fixed } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const SCRIPT = join(import.meta.dirname, '..', 'heap.mjs');
const READINGS = 10;
/** Milliseconds in which the fast consumer is done with 100 items, times 100. */
const REST_MS = 80;

const start = (context, { name, fast, size, every }) =>
  startChild(
    SCRIPT,
    {
      dist: context.dist,
      base: `http://127.0.0.1:${String(context.port)}/${name}/${String(size)}x${String(100_000_000 / size)}/0/v1`,
      fast,
      readings: READINGS,
      every,
      restMs: REST_MS,
    },
    { node: context.own, execArgv: ['--expose-gc'] },
  );

const plansOf = ({ quick }) => [
  {
    name: 'heap-fast',
    label: 'keeps up',
    fast: true,
    size: 1000,
    every: quick ? 100_000 : 1_000_000,
  },
  {
    name: 'heap-slow',
    label: '100 times slower',
    fast: false,
    size: 100,
    every: quick ? 1000 : 7000,
  },
];

const tableOf = (results) => ({
  title: 'Heap of one endless walk, in MiB after a collection',
  columns: [
    'consumer',
    'items',
    'seconds',
    `at 1/${String(READINGS)}`,
    'at the end',
    'most growth',
    'pages ahead',
  ],
  rows: results.map(({ label, items, wallMs, heap, growth, ahead }) => [
    label,
    items.toLocaleString('en'),
    fixed(wallMs / 1000, 0),
    fixed(heap[0], 1),
    fixed(heap.at(-1), 1),
    fixed(growth, 1),
    fixed(ahead, 0),
  ]),
  notes: [
    `The first subscribes, 1,000 items a page, repeats dropped within ${(results[0].every / 10).toLocaleString('en')} keys; the second iterates with for await, 100 a page.`,
    `The slow one rests ${String(REST_MS)} ms after each 100 items, about 100 times what the fast one needs for them, and walks fewer: a leak by the clock, or by pages asked for ahead, shows all the same.`,
  ],
});

export const run = async (context) => {
  context.progress('two walks side by side');
  const results = await Promise.all(
    plansOf(context).map(async (plan) => {
      const consumer = await start(context, plan);
      const { heap, items, wallMs } = await consumer.ask({});
      await consumer.close();
      const { requests } = await context.server.ask({ name: plan.name });
      const ahead = requests - items / plan.size;
      return { ...plan, heap, items, wallMs, ahead, growth: Math.max(...heap.slice(1)) - heap[0] };
    }),
  );
  return {
    tables: [tableOf(results)],
    targets: results.map(({ label, growth }) =>
      atMost(`Heap growth over ten times the items, ${label}`, growth, 10, ' MiB', 1),
    ),
    data: results,
  };
};
