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

const targetsFor = (where, own, results) => {
  const equal = results.find(({ client }) => client === 'hand-written');
  const most = where.startsWith('Node 20') ? 0.85 : 0.6;
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
    .flatMap((own) => targetsFor(`Node ${String(node.major)}, ${String(size)} a page`, own, results));

export const run = async (context) => {
  const outcome = { tables: [], targets: [], data: [] };
  for (const node of context.nodes) {
    for (const shape of shapesOf(context.quick)) {
      const results = await measure(context, node, shape);
      outcome.tables.push(tableOf(node, shape, results));
      outcome.targets.push(...targetsOf(node, shape, results));
      outcome.data.push({ node: node.version, ...shape, results });
    }
  }
  return outcome;
};
