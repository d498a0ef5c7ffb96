// Time to the first item: warmed up, and in a process that has never sent anything.
import { startClient } from '../lib/clients.mjs';
import { spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const LATENCY_MS = 50;
const SHAPE = { size: 100, pages: 200, latencyMs: LATENCY_MS };

const HEADWATER = { client: 'headwater-latency', argument: { form: 'first' } };

const start = (context, peer, options) =>
  startClient(context, peer, { list: 'first', node: context.own, ...SHAPE, ...options });

/** Whole walks before, without latency; then some with it, so that the connection is there as well. */
const WARM = { times: 3, form: 'chain' };

export const run = async (context) => {
  const rounds = context.rounds ?? (context.quick ? 5 : 21);
  const bare = await start(context, { client: 'bare' }, { pages: 1, warm: { times: 600 } });
  const warm = await start(context, HEADWATER, { expect: { items: 1 }, warm: WARM });
  await Promise.all([bare.ask({ times: 5 }), warm.ask({ times: 5 })]);
  const times = { bare: [], warm: [], cold: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push((await bare.ask({})).wallMs);
    times.warm.push((await warm.ask({})).wallMs);
  }
  for (let round = 0; round < Math.ceil(rounds / 4); round += 1) {
    const cold = await start(context, HEADWATER, { expect: { items: 1 } });
    times.cold.push((await cold.ask({})).wallMs);
    await cold.close();
  }
  await Promise.all([bare.close(), warm.close()]);
  const results = {
    bare: spread(times.bare),
    warm: spread(times.warm),
    cold: spread(times.cold),
  };
  const row = (label, value) => [
    label,
    fixed(value.median, 1),
    range(value, 1),
    fixed(value.median / LATENCY_MS),
  ];
  return {
    tables: [
      {
        title: `Time to the first item, ${String(LATENCY_MS)} ms a reply`,
        columns: ['client', 'ms', 'middle half', 'latencies'],
        rows: [
          row('bare loop, whole first page', results.bare),
          row('headwater', results.warm),
          row('headwater, first request of its process', results.cold),
        ],
      },
    ],
    targets: [atMost('First item, in latencies', results.warm.median / LATENCY_MS, 1.1)],
    data: results,
  };
};
