// A gateway with many clients of one view, beside a bare loop over `ws` that sends the same bytes; and what one client that
// reads nothing costs the others.
import { join } from 'node:path';
import { startChild } from '../lib/child.mjs';
import { median, ratios, spread } from '../lib/stats.mjs';
import { fixed, range } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const SERVER = join(import.meta.dirname, '..', 'gateway-server.mjs');
const CLIENTS = join(import.meta.dirname, '..', 'gateway-clients.mjs');
const PATH = '/monitor';
const STALLED = `${PATH}?stalled`;
const MIB = 1_048_576;

const FULL = { clients: 1000, turns: 40, rounds: 7, healthy: 50, timed: 200, pairs: 9 };
const QUICK = { clients: 200, turns: 20, rounds: 3, healthy: 50, timed: 60, pairs: 3 };
/** Between two changes: longer than it takes to send one to all. */
const EVERY_MS = 20;
const TIMED_EVERY_MS = 8;
/** More than the system takes for a client that does not read, and 1 MiB on top. */
const LARGE = { bytes: 200_000, opens: 60 };

const ROLES = ['bare', 'serveMonitor', 'attachMonitor'];
const LABELS = { bare: 'a bare loop over ws', serveMonitor: 'serveMonitor', attachMonitor: 'attachMonitor' };

/** A server, and its clients in another process. */
const open = async ({ dist, own }, role, clients) => {
  const server = await startChild(SERVER, { dist, role }, { node: own });
  const { port } = server.first;
  const asks = role !== 'bare';
  const many = await startChild(CLIENTS, { port, path: PATH, clients, asks }, { node: own });
  await many.ask({ order: 'received' });
  return {
    server,
    many,
    clients,
    close: async () => {
      await many.close();
      await server.close();
    },
  };
};

/** CPU of the server for so many changes, until all clients have them. */
const cpuOf = async ({ server, many, clients }, count) => {
  await many.ask({ order: 'expect', messages: clients * count });
  await server.ask({ order: 'turns', count, everyMs: EVERY_MS });
  const { messages, bytes, digest } = await many.ask({ order: 'received' });
  const { cpuMs } = await server.ask({ order: 'cpu' });
  return { us: (cpuMs * 1000) / messages, bytes, digest };
};

const sameBytes = (results) => {
  const [first] = results;
  return results.every(({ bytes, digest }) => bytes === first.bytes && digest === first.digest);
};

const fanOut = async (context, { clients, turns, rounds }) => {
  const sides = [];
  for (const role of ROLES) sides.push(await open(context, role, clients));
  const times = Object.fromEntries(ROLES.map((role) => [role, []]));
  let size = 0;
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const results = [];
    for (const side of sides) results.push(await cpuOf(side, turns));
    if (!sameBytes(results)) throw new Error('the gateway sent other bytes than the bare loop');
    size = results[0].bytes / (clients * turns);
    if (round > 0) ROLES.forEach((role, at) => times[role].push(results[at].us));
    context.progress(`${String(clients)} clients, round ${String(round)} of ${String(rounds)}`);
  }
  for (const side of sides) await side.close();
  return { times, size };
};

/** The 99th percentile of the delay of the others, with or without one that reads nothing. */
const delayOf = async ({ server, many, clients }, count, isStalled) => {
  const path = isStalled ? STALLED : undefined;
  await many.ask({ order: 'expect', messages: clients * 2 });
  await server.ask({ order: 'large', bytes: LARGE.bytes });
  if (isStalled) await many.ask({ order: 'stall', as: STALLED, opens: LARGE.opens });
  const filled = await server.ask({ order: 'queued', path });
  if (isStalled && filled.queued === 0) throw new Error('the client that reads nothing has nothing queued');
  await server.ask({ order: 'small' });
  await many.ask({ order: 'received' });
  await many.ask({ order: 'expect', messages: clients * count });
  const timed = await server.ask({ order: 'timed', count, everyMs: TIMED_EVERY_MS, path });
  const { p99 } = await many.ask({ order: 'received' });
  await many.ask({ order: 'leave' });
  return { p99, queued: Math.max(filled.queued, timed.queued) };
};

const stalling = async (context, { healthy, timed, pairs }) => {
  const side = await open(context, 'attachMonitor', healthy);
  const delays = { without: [], with: [] };
  let queued = 0;
  for (let pair = 0; pair <= pairs; pair += 1) {
    // Each side first as often as the other.
    for (const name of pair % 2 === 0 ? ['without', 'with'] : ['with', 'without']) {
      const result = await delayOf(side, timed, name === 'with');
      queued = Math.max(queued, result.queued);
      // The first pair warms up.
      if (pair > 0) delays[name].push(result.p99);
    }
    context.progress(`a client that reads nothing, pair ${String(pair)} of ${String(pairs)}`);
  }
  await side.close();
  return { delays, queued };
};

const cpuTable = ({ times, size }, clients) => {
  const rows = ROLES.map((role) => {
    const us = spread(times[role]);
    const ratio = ratios(times[role], times.bare);
    return [LABELS[role], fixed(us.median), range(us), fixed(ratio.median), range(ratio)];
  });
  return {
    title: `${clients.toLocaleString('en')} clients with the same view, messages of ${fixed(size / 1024, 1)} KB`,
    columns: ['server', 'us of CPU a message', 'middle half', 'x bare', 'middle half'],
    rows,
    notes: [
      'User and system time of the process of the server for each message that a client has. All send the same bytes, which is checked.',
    ],
  };
};

const delayTable = ({ delays, queued }, healthy) => {
  const row = (label, { median: middle, ...rest }) => [label, fixed(middle), range(rest)];
  return {
    title: `${String(healthy)} clients that read, beside one that does not`,
    columns: ['what', 'measured', 'middle half'],
    rows: [
      row('99th percentile of the delay without it, ms', spread(delays.without)),
      row('the same with it, ms', spread(delays.with)),
      row('ratio of a pair', ratios(delays.with, delays.without)),
      ['queue of the one that does not read at most, KB', fixed(queued / 1024, 0), ''],
    ],
    notes: ['From the change in the process of the gateway until the client has the message.'],
  };
};

export const run = async (context) => {
  const size = context.quick ? QUICK : FULL;
  const rounds = context.rounds ?? size.rounds;
  const cpu = await fanOut(context, { ...size, rounds });
  const stall = await stalling(context, { ...size, pairs: context.rounds ?? size.pairs });
  const cpuRatio = (role) => ratios(cpu.times[role], cpu.times.bare).median;
  const delayRatio = ratios(stall.delays.with, stall.delays.without).median;
  return {
    tables: [cpuTable(cpu, size.clients), delayTable(stall, size.healthy)],
    targets: [
      atMost('Gateway: CPU of serveMonitor over a bare loop', cpuRatio('serveMonitor'), 1.15, ' x'),
      atMost('Gateway: CPU of attachMonitor over a bare loop', cpuRatio('attachMonitor'), 1.15, ' x'),
      atMost('Gateway: p99 delay beside a client that reads nothing', delayRatio, 1.2, ' x'),
      atMost('Gateway: queue of a client that reads nothing', stall.queued / MIB, 1, ' MiB', 3),
    ],
    data: { cpu, stall, cpuUs: Object.fromEntries(ROLES.map((role) => [role, median(cpu.times[role])])) },
  };
};
