// Websocket clients that have the same view open, and one that stops to read, in a process of their own.
import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { serveParent } from './lib/child.mjs';
import { OPEN, timeIn } from './lib/gateway.mjs';
import { quantile } from './lib/stats.mjs';

const { port, path, clients, asks } = JSON.parse(process.argv[2]);
/** Connections that are opened at once: more than a server lets wait would be refused. */
const AT_ONCE = 100;
const PATIENCE_MS = 20_000;

const connect = (to) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${to}`, ['headwater.v1'], {
      perMessageDeflate: false,
    });
    socket.on('error', reject);
    socket.on('open', () => resolve(socket));
  });

/** What arrived since the last order, and who waits for it. */
let seen;
let waiting;
const begin = (messages) =>
  (seen = { messages: 0, bytes: 0, left: messages, delays: [], hash: createHash('sha256') });
// The value that each of them is answered with.
begin(asks ? clients : 0);

const isBeat = (data) => data.length < 60 && data.includes('"beat"');

const take = (data, isFirst) => {
  if (isBeat(data)) return;
  seen.messages += 1;
  seen.bytes += data.length;
  if (isFirst) seen.hash.update(data);
  const time = timeIn(data);
  if (time !== undefined) seen.delays.push(Number(process.hrtime.bigint() - time) / 1e6);
  seen.left -= 1;
  if (seen.left === 0) waiting?.();
};

const start = async () => {
  for (let from = 0; from < clients; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, clients - from) }, async (_, at) => {
        const socket = await connect(path);
        socket.on('message', (data) => take(data, from + at === 0));
        if (asks) socket.send(OPEN);
      }),
    );
};

let stalled;

const ORDERS = {
  expect: ({ messages }) => {
    begin(messages);
  },
  /** Resolves when everything that was expected is there. */
  received: async () => {
    const { left } = seen;
    if (left > 0)
      await new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${String(seen.left)} messages are missing`)),
          PATIENCE_MS,
        );
        waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    const { messages, bytes, hash, delays } = seen;
    const p99 = delays.length === 0 ? undefined : quantile(delays, 0.99);
    return { messages, bytes, digest: hash.digest('hex'), p99 };
  },
  /** A client that asks for the view again and again and reads nothing; the last time it is left open. */
  stall: async ({ as, opens }) => {
    stalled = await connect(as);
    stalled.pause();
    for (let id = 1; id <= opens; id += 1) {
      stalled.send(OPEN.replace('1', String(id)));
      if (id < opens) stalled.send(JSON.stringify({ close: id }));
    }
  },
  leave: () => {
    stalled?.terminate();
    stalled = undefined;
  },
};

await start();
serveParent(({ order, ...rest }) => ORDERS[order](rest));
process.send({});
