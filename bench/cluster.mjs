// `node bench/cluster.mjs [--accounts 10000] [--workers 2] [--every 600] [--seconds 60] [--first 300] [--no-alone]`: many accounts of six
// lists each against a fake server, read by workers over Redis, beside one process that reads them by itself. Prints what docs/cluster.md
// quotes. `--first` bounds the first readings, in seconds: of more accounts a part is read then, and what is printed says so.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connectRedis } from '../dist/src/cluster/index.js';
import { startRedis } from '../scripts/lib/redis.mjs';

const FEEDS = 6;
const { values } = parseArgs({
  options: {
    ...Object.fromEntries(
      Object.entries({ accounts: '10000', workers: '2', every: '600', seconds: '60', first: '300' }).map(
        ([name, value]) => [name, { type: 'string', default: value }],
      ),
    ),
    'no-alone': { type: 'boolean', default: false },
  },
});
const [accounts, workers, every, seconds, most] = ['accounts', 'workers', 'every', 'seconds', 'first'].map(
  (name) => Number(values[name]),
);

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const live = new Set();
process.on('exit', () => live.forEach((child) => child.kill('SIGKILL')));

const start = async (role, more = {}) => {
  const order = { role, accounts, everyMs: every * 1000, ...more };
  const child = fork(fileURLToPath(new URL('cluster-process.mjs', import.meta.url)), [JSON.stringify(order)]);
  live.add(child);
  const message = () => new Promise((resolve) => child.once('message', resolve));
  const first = await message();
  const ask = () => {
    const reply = message();
    child.send('report');
    return reply;
  };
  return { first, ask, end: () => child.kill('SIGKILL') };
};

const quantile = (values_, part) => {
  const sorted = [...values_].sort((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
};

const infoOf = async (redis) => {
  const text = `${await redis.info('cpu')}\r\n${await redis.info('memory')}`;
  const field = (name) => Number(new RegExp(`^${name}:([0-9.]+)`, 'm').exec(text)?.[1]);
  return { cpuMs: 1000 * (field('used_cpu_user') + field('used_cpu_sys')), bytes: field('used_memory') };
};

/** Sums of what some processes report. */
const sum = (reports) => ({
  polls: reports.reduce((all, { polls }) => all + polls, 0),
  cpuMs: reports.reduce((all, { cpuMs }) => all + cpuMs, 0),
  late: reports.flatMap(({ late }) => late),
});

/** Waits until every feed was read once, or the time is over; resolves to polls and seconds. */
const firstReadings = async (processes) => {
  const began = performance.now();
  const total = { polls: 0, cpuMs: 0, late: [] };
  while (total.polls < accounts * FEEDS) {
    await pause(500);
    const { polls, cpuMs } = sum(await Promise.all(processes.map(({ ask }) => ask())));
    total.polls += polls;
    total.cpuMs += cpuMs;
    if (performance.now() - began > most * 1000) break;
  }
  return { ...total, ms: performance.now() - began };
};

const steady = async (processes) => {
  await Promise.all(processes.map(({ ask }) => ask()));
  const began = performance.now();
  await pause(seconds * 1000);
  return { ...sum(await Promise.all(processes.map(({ ask }) => ask()))), ms: performance.now() - began };
};

const line = (what, { polls, cpuMs, ms, late }) =>
  console.log(
    `${what.padEnd(34)} ${(polls / (ms / 1000)).toFixed(0).padStart(6)} polls/s  ${(cpuMs / polls).toFixed(2).padStart(6)} ms CPU a poll` +
      (late.length === 0 ? '' : `  late: median ${quantile(late, 0.5)} ms, 99 % ${quantile(late, 0.99)} ms`),
  );

const server = await start('serve');
const { url } = server.first;
console.log(`${String(accounts)} accounts x ${String(FEEDS)} lists, each every ${String(every)} s`);

if (!values['no-alone']) {
  const one = await start('alone', { server: url });
  line('one process, first readings', await firstReadings([one]));
  line('one process, then', await steady([one]));
  one.end();
}

const redisServer = await startRedis();
const redis = await connectRedis(redisServer.url);
const before = await infoOf(redis);
const team = await Promise.all(
  Array.from({ length: workers }, () => start('work', { server: url, redis: redisServer.url })),
);
const first = await firstReadings(team);
line(`${String(workers)} workers, first readings`, first);
const between = await infoOf(redis);
/** Accounts that were read to the end of the first readings. */
const read = Math.min(accounts, first.polls / FEEDS);
const then = await steady(team);
const after = await infoOf(redis);
line(`${String(workers)} workers, then`, then);
console.log(
  `Redis: ${((between.bytes - before.bytes) / accounts / 1024).toFixed(1)} KB an account (${read.toFixed(0)} of ${String(accounts)} were read), ` +
    `${((after.cpuMs - between.cpuMs) / then.polls).toFixed(2)} ms CPU a poll, ` +
    `${(((after.cpuMs - between.cpuMs) / then.ms) * 100).toFixed(0)} % of a core`,
);
for (const each of team) each.end();
server.end();
redis.disconnect();
await redisServer.stop();
