import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureProgram } from './programs.mjs';

/** @type {import('./programs.mjs').Program} */
export const REDIS = {
  variable: 'REDIS_SERVER',
  names: ['redis-server'],
  debian: 'redis-server',
  help: 'The tests of the cluster need a Redis server: install it (Debian: `apt-get install redis-server`), or set REDIS_SERVER to its path.',
};

/** Resolves to the path of a Redis server, which is installed where it is missing and can be. */
const ensureRedis = () => ensureProgram(REDIS);

/** Ports that the system gives to nobody of itself: one stays free while its server is down. */
const [FIRST_PORT, LAST_PORT] = [20_000, 32_000];

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

const freePort = async () => {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isFree(port)) return port;
  }
};

/** Whether a server answers PING: with anything, since one with a password asks for it. */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const settle = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket.on('data', (data) => settle(/^(\+PONG|-NOAUTH)/.test(data.toString())));
    socket.on('error', () => settle(false));
    socket.on('close', () => settle(false));
  });

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long a server may take to start; a later one is taken as failed. */
const PATIENCE_MS = 120_000;

/** @type {string[]} */
const NO_ARGS = [];

const live = new Set();
process.on('exit', () => live.forEach((child) => child.kill('SIGKILL')));

/**
 * Starts a Redis server on a free port of 127.0.0.1, in a folder of its own that goes with it. Resolves to `{ url, port, stop(),
 * restart(), suspend(), resume() }`; `restart` kills it and starts it again on the same port, `suspend` lets it answer nothing until
 * `resume`.
 *
 * @param options `aof`: whether it appends to a file, so that a restart loses nothing (default false); `args`: more of the server
 */
export const startRedis = async ({ aof = false, args = NO_ARGS } = {}) => {
  const path = await ensureRedis();
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'headwater-redis-'));
  const settings = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--daemonize', 'no'],
    // The system writes to the disk when it likes to: a server that waits for a slow disk answers before it has written, and a kill
    // would lose what it answered.
    ...[
      '--appendonly',
      aof ? 'yes' : 'no',
      '--appendfsync',
      'no',
      '--maxmemory-policy',
      'noeviction',
      ...args,
    ],
  ];
  let child;
  const start = async () => {
    let output = '';
    let isOver = false;
    const started = spawn(path, settings, { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    live.add(started);
    const note = (chunk) => (output = (output + chunk).slice(-4000));
    started.stdout.on('data', note);
    started.stderr.on('data', note);
    started.on('exit', () => {
      isOver = true;
      live.delete(started);
    });
    const end = performance.now() + PATIENCE_MS;
    while (!isOver && performance.now() < end) {
      if (await answers(port)) return;
      await pause(50);
    }
    throw new Error(`redis-server did not start:\n${output}`);
  };
  const kill = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else child.on('exit', resolve).kill('SIGKILL');
    });
  await start();
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    port,
    suspend: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    restart: async (downMs = 0) => {
      await kill();
      await pause(downMs);
      await start();
    },
    stop: async () => {
      await kill();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
