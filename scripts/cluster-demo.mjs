// `npm run cluster-demo`: a Redis, the sandbox, three workers and a gateway; a worker is killed every few seconds, and what that
// costs is counted: changes lost, changes repeated, windows exceeded at the server, and how late a change is seen.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { clusterMonitor, connectRedis } from '../dist/src/cluster/index.js';
import { serveMonitor } from '../dist/src/node/index.js';
import { startSandbox } from '../dist/src/sandbox/index.js';
import { startRedis } from './lib/redis.mjs';

const USAGE = 'Usage: npm run cluster-demo -- [--seconds 60] [--kill-every 4] [--port 4318]';
const CLI = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const CONFIG = fileURLToPath(new URL('lib/cluster-demo-accounts.mjs', import.meta.url));
const PREFIX = 'demo';
const EVERY_MS = 2_000;
const WINDOW = { limit: 20, perMs: 1_000 };
const NAMES = { openai: 3, keygen: 3 };
/** What is added to the sandbox while the demo runs, and is to be seen once in each account of its provider. */
const ADDED = [
  ['openai', 'users'],
  ['keygen', 'users'],
];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const optionsOf = () => {
  const options = { seconds: '60', 'kill-every': '4', port: '4318' };
  const { values } = parseArgs({
    options: Object.fromEntries(
      Object.entries(options).map(([name, value]) => [name, { type: 'string', default: value }]),
    ),
  });
  const numbers = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
  if (Object.values(numbers).some((value) => !(value >= 0)))
    throw new TypeError(`a number is malformed. ${USAGE}`);
  return { seconds: numbers.seconds, killEvery: numbers['kill-every'], port: numbers.port };
};

/** Compares the changes that a gateway emits with what was added. */
const ledger = () => {
  const added = new Map();
  const seen = new Map();
  const lags = [];
  return {
    add: (id) => added.set(id, performance.now()),
    tell: (id) => {
      seen.set(id, (seen.get(id) ?? 0) + 1);
      if (added.has(id) && seen.get(id) <= 3) lags.push(performance.now() - added.get(id));
    },
    missing: () => [...added.keys()].filter((id) => (seen.get(id) ?? 0) < 3),
    /** More than once in an account. */
    repeated: () => [...added.keys()].filter((id) => (seen.get(id) ?? 0) > 3),
    count: () => added.size,
    lag: () => {
      const sorted = lags.toSorted?.((a, b) => a - b) ?? [...lags].sort((a, b) => a - b);
      const at = (part) => ((sorted[Math.floor(part * (sorted.length - 1))] ?? 0) / 1000).toFixed(1);
      return `lag ${at(0.5)} s, at most ${at(1)} s (lists are read every ${String(EVERY_MS / 1000)} s)`;
    },
  };
};

/** Stretches of a window in which a provider met more requests than allowed. */
const exceeded = (requests) =>
  Object.keys(NAMES).reduce((count, provider) => {
    const times = requests.filter((each) => each.provider === provider).map(({ at }) => at);
    return (
      count +
      times.filter((time, at) => at >= WINDOW.limit && time - times[at - WINDOW.limit] < WINDOW.perMs).length
    );
  }, 0);

const live = new Set();
process.on('exit', () => live.forEach((child) => child.kill('SIGKILL')));

const startWorker = (redis, box) => {
  const { openai, keygen } = box;
  const order = { redis, prefix: PREFIX, windows: WINDOW, everyMs: EVERY_MS, access: { openai, keygen } };
  const child = spawn(process.execPath, [CLI, 'worker', '--redis', '--config', CONFIG, '--prefix', PREFIX], {
    env: { ...process.env, REDIS_URL: redis, CLUSTER_DEMO: JSON.stringify(order) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  live.add(child);
  const over = new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      live.delete(child);
      resolve(code ?? signal);
    });
  });
  const ready = new Promise((resolve) => {
    child.stderr.on('data', (text) => {
      if (String(text).includes('working')) resolve();
    });
    void over.then(resolve);
  });
  return { child, over, ready };
};

/** Redis, the sandbox and a monitor that is served; `close` ends all of it. */
const openStage = async (port) => {
  const server = await startRedis({ aof: true });
  const box = await startSandbox({ now: new Date(), tickMs: 1_000, tickSeconds: 1, scale: 0.05 });
  const redis = await connectRedis(server.url);
  const monitor = clusterMonitor({ redis, prefix: PREFIX });
  const gateway = await serveMonitor(monitor, { port, label: 'cluster demo' }).catch(async (error) => {
    redis.disconnect();
    await Promise.all([box.close(), server.stop()]);
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(
      `port ${String(port)} is taken, maybe by another monitor: end that one, or add -- --port 0`,
    );
  });
  const close = async () => {
    await gateway.close();
    monitor.close();
    redis.disconnect();
    await box.close();
    await server.stop();
  };
  return { server, box, monitor, gateway, close };
};

/** Resolves when every list has been read once, or the signal says to stop. */
const allRead = (monitor, signal) =>
  new Promise((resolve) => {
    const subscription = monitor.sources$.subscribe((rows) => {
      if (rows.length < 15 || rows.some(({ state }) => state === 'reading')) return;
      globalThis.queueMicrotask(() => subscription.unsubscribe());
      resolve();
    });
    signal.addEventListener('abort', resolve);
  });

/** Adds users, and kills one worker after another, each of which is followed by a new one. */
const killInTurn = async ({ seconds, killEvery }, { server, box }, workers, { book, signal, killed }) => {
  const end = performance.now() + seconds * 1000;
  for (let kills = 0; performance.now() < end && !signal.aborted; kills += 1) {
    for (const [provider, list] of ADDED) book.add(box.control.insert(provider, list));
    await pause(Math.min(killEvery * 1000, Math.max(0, end - performance.now())));
    const at = kills % workers.length;
    workers[at].child.kill('SIGKILL');
    await workers[at].over;
    workers[at] = startWorker(server.url, box);
    await workers[at].ready;
    killed();
  }
  const settled = performance.now() + 60_000;
  while (book.missing().length > 0 && performance.now() < settled && !signal.aborted) await pause(100);
};

/** Ends the workers as an operator would; resolves to their exit codes. */
const endWorkers = (workers) => {
  for (const { child } of workers) child.kill('SIGTERM');
  return Promise.all(workers.map(({ over }) => over));
};

const run = async (options, signal) => {
  const stage = await openStage(options.port);
  const { server, box, monitor, gateway } = stage;
  const workers = [0, 1, 2].map(() => startWorker(server.url, box));
  const book = ledger();
  const changes = monitor.changes().subscribe(({ kind, subject }) => {
    if (kind === 'created' && subject !== undefined) book.tell(subject.id);
  });
  let kills = 0;
  const line = (what = '') =>
    `kills ${String(kills)}, requests ${String(box.control.requests().length)}, ${what}added ${String(book.count())}, ` +
    `repeated ${String(book.repeated().length)}, windows exceeded ${String(exceeded(box.control.requests()))}, ${book.lag()}`;
  const killed = () => {
    kills += 1;
    console.log(line());
  };
  try {
    console.log(`three workers on ${server.url}; open ${gateway.url}`);
    console.log(
      `for ${String(options.seconds)} s one of them is killed every ${String(options.killEvery)} s, while users are added, which are to be seen once each; Ctrl-C ends it`,
    );
    await Promise.all(workers.map(({ ready }) => ready));
    await allRead(monitor, signal);
    await killInTurn(options, stage, workers, { book, signal, killed });
    const lost = book.missing().length;
    const held = lost + book.repeated().length + exceeded(box.control.requests()) === 0;
    console.log(line(`lost ${String(lost)}, `));
    const codes = await endWorkers(workers);
    console.log(`workers ended with ${codes.join(', ')}`);
    return (held && codes.every((code) => code === 0)) || signal.aborted ? 0 : 1;
  } finally {
    changes.unsubscribe();
    for (const { child } of workers) child.kill('SIGKILL');
    await stage.close();
  }
};

const stop = new globalThis.AbortController();
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => stop.abort());
try {
  process.exitCode = await run(optionsOf(), stop.signal);
} catch (error) {
  console.error(`cluster-demo: ${error.message}`);
  process.exitCode = 1;
}
// Kept connections of the gateway's clients would hold the process open.
process.exit();
