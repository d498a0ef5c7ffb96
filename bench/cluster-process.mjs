// A process of `bench/cluster.mjs`: the fake server, a worker, or one monitor that reads everything by itself.
import { createServer } from 'node:http';
import { connectRedis, startWorker } from '../dist/src/cluster/index.js';
import { bearer, createClient, defineEndpoint, lastId } from '../dist/src/index.js';
import { createMonitor, defineSource, metaOf, snapshot } from '../dist/src/monitor/index.js';
import * as t from 'io-ts';

const FEEDS = 6;
const order = JSON.parse(process.argv[2]);

const Key = t.type({ id: t.string, name: t.string }, 'Key');
const endpoints = Array.from({ length: FEEDS }, (_, at) =>
  defineEndpoint({
    id: `acme.list${String(at)}`,
    path: `/list${String(at)}`,
    paging: lastId(),
    item: Key,
    key: ['id'],
    limits: { param: 'limit', max: 100 },
  }),
);

const recordOf =
  (list) =>
  ({ id, name }, reading) => ({
    ...metaOf('acme', list, id, reading),
    ...{ type: 'credential', kind: 'api_token', id, name, privilege: 'read', status: 'active' },
    lastUsed: { state: 'not_reported' },
  });

const sourceOf = (name) => {
  const api = createClient(
    { name: 'acme', baseUrl: `${order.server}/${name}`, auth: () => bearer('bench') },
    { retry: false },
  );
  return defineSource({
    name,
    provider: 'acme',
    feeds: endpoints.map((endpoint, at) =>
      snapshot(api.list(endpoint), {
        id: `list${String(at)}`,
        every: { watchedMs: order.everyMs, idleMs: order.everyMs },
        gives: ['credential'],
        records: recordOf(`list${String(at)}`),
      }),
    ),
  });
};

const sources = () => Array.from({ length: order.accounts }, (_, at) => sourceOf(`a${String(at)}`));
const tell = (message) => process.send(message);
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const serve = () => {
  let requests = 0;
  const server = createServer(({ url = '' }, response) => {
    requests += 1;
    const [, account, list] = url.split(/[/?]/, 3);
    const data = [0, 1, 2].map((at) => ({
      id: `${account}-${list}-${String(at)}`,
      name: `key ${String(at)}`,
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data, last_id: data[2].id, has_more: false }));
  });
  server.listen(0, '127.0.0.1', () => tell({ url: `http://127.0.0.1:${String(server.address().port)}` }));
  process.on('message', () => tell({ requests }));
};

/** Polls since the last question, how late they were, and the processor time that they took. */
const report = () => {
  let polls = 0;
  let late = [];
  let last = cpu();
  process.on('message', () => {
    const now = cpu();
    tell({ polls, late, cpuMs: now - last, rss: process.memoryUsage().rss });
    [polls, late, last] = [0, [], now];
  });
  return (lateMs) => {
    polls += 1;
    if (lateMs !== undefined) late.push(lateMs);
  };
};

const work = async () => {
  const redis = await connectRedis(order.redis);
  const polled = report();
  const worker = await startWorker({ redis, sources: sources(), concurrency: 100 });
  worker.events$.subscribe((event) => {
    if (event.type === 'read') polled(event.lateMs);
  });
  tell({ ready: true });
};

const alone = () => {
  const polled = report();
  const monitor = createMonitor(sources(), { always: true, rules: [] });
  // A status comes when a reading begins and when it ends: only the end has another time of success.
  const ended = new Map();
  monitor.records().subscribe((record) => {
    if (record.type !== 'status' || record.lastSuccessAt === undefined) return;
    const feed = `${record.source}/${record.resource}`;
    if (ended.get(feed) === record.lastSuccessAt) return;
    ended.set(feed, record.lastSuccessAt);
    polled(undefined);
  });
  tell({ ready: true });
};

await { serve, work, alone }[order.role]();
