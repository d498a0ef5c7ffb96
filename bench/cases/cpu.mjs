// CPU per item at no latency: user and system time of a warmed-up process, clients in turn, round by round.
import { labelOf, PEERS, startClient } from '../lib/clients.mjs';
import { ratios, spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';
import { atMost, holds } from '../lib/targets.mjs';

const shapesOf = (quick) =>
  quick
    ? [
        { size: 100, pages: 50 },
        { size: 1000, pages: 10 },
      ]
    : [
        { size: 100, pages: 200 },
        { size: 1000, pages: 30 },
      ];

/** Enough turns for the compilers to have made up their mind. */
const WARM_UP_ITEMS = 100_000;

const measure = async (context, node, shape) => {
  const peers = PEERS;
  const clients = await Promise.all(
    peers.map((peer) => startClient(context, peer, { list: `cpu-${peer.client}`, node, ...shape })),
  );
  const warmUp = Math.ceil((context.quick ? WARM_UP_ITEMS / 4 : WARM_UP_ITEMS) / (shape.size * shape.pages));
  for (const client of clients) await client.ask({ times: warmUp });
  const rounds = context.rounds ?? (context.quick ? 3 : 11);
  const turns = peers.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    context.progress(`Node ${node.version}, ${String(shape.size)} a page: round ${String(round + 1)}`);
    for (const [at, client] of clients.entries()) turns[at].push(await client.ask({}));
  }
  await Promise.all(clients.map((client) => client.close()));
  const cpu = turns.map((each) => each.map(({ cpuUs, items }) => cpuUs / items));
  const wall = turns.map((each) => each.map(({ wallMs, items }) => (wallMs * 1000) / items));
  return peers.map((peer, at) => ({
    ...peer,
    label: labelOf(peer, node),
    cpuUs: spread(cpu[at]),
    wallUs: spread(wall[at]),
    ratio: ratios(cpu[at], cpu[0]),
  }));
};

/** A program that runs for a second or two: its compilers are still at work on what runs once a page. */
const YOUNG = { size: 100, pages: 200, before: 4, times: 2 };

/** Processes of their own for each turn: what `before` walks have warmed, and no more, is measured. */
const measureYoung = async (context, node) => {
  const { before, times, ...shape } = YOUNG;
  const peers = PEERS.filter(
    ({ client, transport }) => ['hand-written', 'headwater'].includes(client) && transport === undefined,
  );
  const turns = peers.map(() => []);
  for (let round = 0; round < (context.quick ? 3 : 7); round += 1) {
    context.progress(`Node ${node.version}, young processes: round ${String(round + 1)}`);
    for (const [at, peer] of peers.entries()) {
      const client = await startClient(context, peer, { list: `young-${peer.client}`, node, ...shape });
      await client.ask({ times: before });
      const { cpuUs, items } = await client.ask({ times });
      turns[at].push(cpuUs / items);
      await client.close();
    }
  }
  const [byHand, own] = turns;
  return { byHand: spread(byHand), own: spread(own), ratio: ratios(own, byHand) };
};

const youngTable = (node, { byHand, own, ratio }) => ({
  title: `CPU per item of a young process, Node ${node.version}, ${String(YOUNG.size)} items a page`,
  columns: ['client', 'us an item', 'middle half', 'x by hand', 'middle half'],
  rows: [
    ['the same by hand', fixed(byHand.median), range(byHand), fixed(1), ''],
    ['headwater', fixed(own.median), range(own), fixed(ratio.median), range(ratio)],
  ],
});

/** What a client may cost of what the same costs by hand. */
const mostOf = (node) => (node.major === 20 ? 0.85 : 0.6);

const youngTarget = (node, { ratio }) =>
  atMost(
    `CPU against the same by hand, Node ${String(node.major)}, a young process`,
    ratio.median,
    mostOf(node),
    ' x',
  );

const tableOf = (node, { size }, results) => ({
  title: `CPU per item, Node ${node.version}, ${String(size)} items a page`,
  columns: ['client', 'us an item', 'middle half', 'x floor', 'middle half', 'wall us', 'does not'],
  rows: results.map(({ label, cpuUs, wallUs, ratio, lacks }) => [
    label,
    fixed(cpuUs.median),
    range(cpuUs),
    fixed(ratio.median),
    range(ratio),
    fixed(wallUs.median),
    lacks,
  ]),
});

const targetsFor = (where, most, own, results) => {
  const equal = results.find(({ client }) => client === 'hand-written');
  const targets = [
    atMost(`CPU against the same by hand, ${where}`, own.cpuUs.median / equal.cpuUs.median, most, ' x'),
  ];
  const peers = results.filter(({ pages }) => pages);
  if (!where.endsWith(' 100 a page')) return targets;
  const cheaper = peers.filter(({ cpuUs }) => cpuUs.median <= own.cpuUs.median);
  return [
    ...targets,
    holds(
      `CPU below every paging peer, ${where}`,
      cheaper.length === 0,
      cheaper.length === 0 ? 'below all' : `not below ${cheaper.map(({ label }) => label).join(', ')}`,
    ),
  ];
};

const targetsOf = (node, { size }, results) =>
  results
    .filter(({ client, transport }) => client === 'headwater' && transport === undefined)
    .flatMap((own) =>
      targetsFor(`Node ${String(node.major)}, ${String(size)} a page`, mostOf(node), own, results),
    );

export const run = async (context) => {
  const outcome = { tables: [], targets: [], data: [] };
  for (const node of context.nodes) {
    for (const shape of shapesOf(context.quick)) {
      const results = await measure(context, node, shape);
      outcome.tables.push(tableOf(node, shape, results));
      outcome.targets.push(...targetsOf(node, shape, results));
      outcome.data.push({ node: node.version, ...shape, results });
    }
    const young = await measureYoung(context, node);
    outcome.tables.push(youngTable(node, young));
    outcome.targets.push(youngTarget(node, young));
    outcome.data.push({ node: node.version, young: { ...YOUNG, ...young } });
  }
  return outcome;
};
