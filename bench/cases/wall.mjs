// Wall time where every reply takes its time: lists that can run ahead against a loop that cannot, and a chain of cursors
// against the bare loop.
import { startClient } from '../lib/clients.mjs';
import { idealSpeedup, ratios, spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';
import { atLeast, atMost } from '../lib/targets.mjs';

const LATENCY_MS = 50;
const CONCURRENCY = 8;
const SIZE = 100;
const WARM_UP_PAGES = 600;
/** Share of the ideal speed-up that is asked for. */
const SHARE = 0.9;

const formsOf = (pages) => [
  { form: 'numbered', label: 'numbered pages, count known', requests: pages },
  { form: 'counted', label: 'numbered pages, count a lie', requests: pages },
  { form: 'sliced', label: 'time range in slices', requests: pages, expect: { items: pages * 31 } },
  {
    form: 'fanOut',
    label: 'projects, and the keys of each',
    requests: pages,
    shape: { pages: 1, projects: pages - 1 },
    expect: { items: (pages - 1) * SIZE },
  },
];

const start = async (context, { form, pages, shape = {}, expect }) => {
  const list = `wall-${form}`;
  const peer =
    form === 'bare'
      ? { client: 'bare' }
      : { client: 'headwater-latency', argument: { form, pages, concurrency: CONCURRENCY } };
  const client = await startClient(context, peer, {
    list,
    size: SIZE,
    latencyMs: LATENCY_MS,
    node: context.own,
    pages,
    ...shape,
    expect,
    warm: { times: Math.ceil(WARM_UP_PAGES / pages) },
  });
  return { ...client, seen: () => context.server.ask({ name: list }) };
};

/** A warm-up, and what the server saw of it: a list that no version of the library cuts up has nothing to measure. */
const startAhead = async (context, pages, form) => {
  const client = await start(context, { ...form, pages });
  try {
    await client.seen();
    await client.ask({});
    const { mostInFlight } = await client.seen();
    if (mostInFlight > 1) return client;
    context.skip(`${form.label}: this build walks it page by page`);
  } catch (error) {
    context.skip(`${form.label}: ${error.message.split('\n', 1)[0]}`);
  }
  await client.close();
  return undefined;
};

const turn = async (client, times) => {
  times.push((await client.ask({})).wallMs);
};

export const run = async (context) => {
  const pages = context.quick ? 40 : 200;
  const rounds = context.rounds ?? (context.quick ? 1 : 3);
  const bare = await start(context, { form: 'bare', pages });
  const chain = await start(context, { form: 'chain', pages });
  const ahead = [];
  for (const form of formsOf(pages)) {
    const client = await startAhead(context, pages, form);
    if (client !== undefined) ahead.push({ ...form, client, times: [] });
  }
  const loop = [];
  const chained = [];
  for (let round = 0; round < rounds; round += 1) {
    context.progress(`round ${String(round + 1)}`);
    await turn(bare, loop);
    await turn(chain, chained);
    for (const { client, times } of ahead) await turn(client, times);
  }
  await Promise.all([bare, chain, ...ahead.map(({ client }) => client)].map((client) => client.close()));
  return outcomeOf({ pages, loop, chained, ahead });
};

const outcomeOf = ({ pages, loop, chained, ahead }) => {
  const ideal = idealSpeedup(pages, CONCURRENCY);
  const results = ahead.map(({ form, label, times }) => ({
    form,
    label,
    wallMs: spread(times),
    speedup: ratios(loop, times),
  }));
  const chainRatio = ratios(chained, loop);
  const row = (label, wallMs, speedup, of = '') => [
    label,
    fixed(wallMs.median, 0),
    range(wallMs, 0),
    speedup,
    of,
  ];
  return {
    tables: [
      {
        title: `Wall time of ${String(pages)} pages of ${String(SIZE)}, ${String(LATENCY_MS)} ms a reply, concurrency ${String(CONCURRENCY)}`,
        columns: ['list', 'ms', 'middle half', 'x loop', 'of ideal'],
        rows: [
          row('bare loop, page after page', spread(loop), '1.00'),
          row('headwater, chain of cursors', spread(chained), fixed(1 / chainRatio.median)),
          ...results.map(({ label, wallMs, speedup }) =>
            row(label, wallMs, fixed(speedup.median), `${fixed((100 * speedup.median) / ideal, 0)} %`),
          ),
        ],
        notes: [
          `Ideal: the first page alone, then ${String(CONCURRENCY)} at a time: ${fixed(ideal)} x the loop.`,
        ],
      },
    ],
    targets: [
      atMost('Chain of cursors against the bare loop', chainRatio.median, 1.03, ' x', 3),
      ...results.map(({ label, speedup }) =>
        atLeast(`Speed-up, ${label}`, speedup.median, ideal * SHARE, ' x'),
      ),
    ],
    data: { pages, loop: spread(loop), chained: spread(chained), chainRatio, ideal, results },
  };
};
