import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { firstValueFrom, NEVER } from 'rxjs';
import {
  clusterMonitor,
  connectRedis,
  redisJournal,
  redisLimiter,
  startWorker,
} from '../../src/cluster/index.js';
import { Poll } from '../../src/cluster/poll.js';
import { sourceText } from '../../src/cluster/version.js';
import type { FeedEvent } from '../../src/monitor/feed.js';
import { describeSource } from '../../src/monitor/source/define-source.js';
import type { BaselineLine } from '../../src/monitor/index.js';
import type { ChangeEvent } from '../../src/monitor/shapes.js';
import { HOUR } from '../monitor/support/clock.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';
import { total } from '../monitor/support/records.js';
import { pause, redisForSuite, until } from './support/redis.js';
import { Stage, stageForSuite } from './support/stage.js';

const COMMANDS = new Set(['eval', 'set', 'del', 'unlink', 'hset', 'rpush', 'rename']);

/** A connection of which each answer is lost once: the client sends the command again, and the server does it twice. */
const forgetful = (redis: Redis): Redis =>
  new Proxy(redis, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = value as (...args: unknown[]) => Promise<unknown>;
      if (!COMMANDS.has(String(name))) return call.bind(target);
      return async (...args: unknown[]) => {
        await call.apply(target, args);
        return call.apply(target, args);
      };
    },
  });

describe('commands whose answers are lost, so that they are done twice', () => {
  const stage = stageForSuite('twice');

  it('a poll reads once, and what it read is there once', async () => {
    const redis = stage.connect();
    const { keys } = stage;
    const feed = new FakeFeed('totals', {
      kind: 'counters',
      gives: ['cost'],
      every: { watchedMs: HOUR, idleMs: HOUR },
    });
    const source = fakeSource([feed]);
    await redis.hset(keys.sources, 'acme', sourceText(describeSource(source), true));
    const bounds = { leaseMs: HOUR, readingsAtATime: 1, streamLength: 100, refreshMs: 0 };
    const context = {
      redis: forgetful(redis),
      keys,
      ...bounds,
      random: () => 0,
      requestsOf: () => undefined,
      worker: 'worker',
    };
    for (const amount of [5, 7]) {
      await redis.hdel(keys.feed('acme', 'totals'), 'dueIdle', 'dueWatched');
      feed.records = [total('c1', amount)];
      expect(await new Poll(source, source.feeds[0]!, context).run(NEVER)).to.include({ type: 'read' });
    }
    expect(feed.reads).to.equal(2);
    expect(await redis.hexists(keys.feed('acme', 'totals'), 'token'), 'its lease').to.equal(0);
    expect(await redis.zcard(keys.places('acme'))).to.equal(0);
    const [kept = ''] = await redis.hvals(keys.totals('acme', 'totals'));
    expect(kept.split('\n'), 'one line for each change').to.have.length(3);
    const entries = await redis.xrange(keys.stream('acme'), '-', '+');
    const events = entries.map(
      ([, fields]) => JSON.parse(fields[fields.indexOf('e') + 1] ?? '') as FeedEvent,
    );
    expect(events.filter(({ type }) => type === 'end')).to.have.length(4);
    const monitor = stage.show();
    await until(() => stage.isRead(monitor), 'it is shown');
  });

  it('a limiter gives and takes each place once', async () => {
    const redis = stage.connect();
    const window = { limit: 2, perMs: 60_000 };
    const limiter = redisLimiter({
      redis: forgetful(redis),
      key: 'acme',
      windows: [window],
      prefix: stage.prefix,
    });
    for (let at = 0; at < 2; at += 1) (await firstValueFrom(limiter.admit())).release();
    const used = await firstValueFrom(limiter.state$);
    expect(used.windows[0]?.used).to.be.at.most(2);
    const base = stage.keys.limiter('acme');
    await until(async () => (await redis.zcard(`${base}:ended`)) === 2, 'both have ended');
    expect(await redis.scard(`${base}:running`)).to.equal(0);
    expect(await redis.hexists(`${base}:meta`, 'hold'), 'nobody waits for nothing').to.equal(0);
  });

  it('a journal is whole', async () => {
    const faults: unknown[] = [];
    const onFault = (fault: unknown): void => void faults.push(fault);
    const at = '2026-11-28T12:00:00.000Z';
    const bulk = Array.from({ length: 300 }, (_, id) => ({ type: 'record', id, text: 'x'.repeat(1_000) }));
    const lines = [
      { type: 'head', version: 1, at, seq: 1, epoch: 'e', n: 1, overview: {} },
      ...bulk,
    ] as unknown as readonly BaselineLine[];
    const of = { key: 'j', prefix: stage.prefix, onFault };
    const journal = redisJournal({ redis: forgetful(stage.connect()), ...of });
    await journal.load();
    await journal.append([{ seq: 1, at, changes: [] }]);
    await journal.save(lines);
    await journal.append([{ seq: 2, at, changes: [] }]);
    const { baseline, entries } = await redisJournal({ redis: stage.connect(), ...of }).load();
    expect([...(baseline ?? [])]).to.deep.equal(lines);
    expect([...entries].map(({ seq }) => seq)).to.deep.equal([2]);
    expect(faults).to.deep.equal([]);
  });

  it('a journal of which Redis loses a part while it is written is no baseline', async () => {
    const redis = stage.connect();
    const journal = redisJournal({ redis, key: 'j', prefix: stage.prefix, onFault: () => undefined });
    await journal.load();
    const next = `${stage.keys.journal('j')}:baseline.next`;
    const lossy = redisJournal({
      redis: new Proxy(redis, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          const call = value as (...args: unknown[]) => Promise<unknown>;
          return async (...args: unknown[]) => {
            const reply = await call.apply(target, args);
            if (name === 'eval') await target.del(next);
            return reply;
          };
        },
      }),
      ...{ key: 'j', prefix: stage.prefix, onFault: () => undefined },
    });
    const at = '2026-11-28T12:00:00.000Z';
    const head = { type: 'head', version: 1, at, seq: 1, epoch: 'e', n: 1, overview: {} } as const;
    const failure = await lossy.save([head]).then(
      () => 'none',
      (error: unknown) => (error as Error).message,
    );
    expect(failure).to.include('was lost while it was written');
  });
});

describe('a Redis that is hostile', () => {
  const stage = stageForSuite('hostile');

  it('that ends all connections again and again: what changes is shown, once', async () => {
    stage.accounts.options.latencyMs = 5;
    const names = ['acme', 'beta', 'gamma'];
    const sources = names.map((name) => stage.source(name, { every: { watchedMs: 50, idleMs: 50 } }));
    await stage.work(sources, { leaseMs: 600 });
    await stage.work(sources, { leaseMs: 600 });
    const monitor = stage.show();
    const ids = () => names.flatMap((name) => stage.accounts.idsOf(name, 'keys'));
    await stage.shows(monitor, ids());
    await until(() => stage.isRead(monitor), 'all is read');
    const changes: ChangeEvent[] = [];
    monitor.changes().subscribe((change) => changes.push(change));
    const admin = stage.connect();
    for (let round = 0; round < 12; round += 1) {
      await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      if (round % 4 === 0) for (const name of names) stage.accounts.edit(name, 'key', 1 + round / 4);
      await pause(60);
    }
    await stage.shows(monitor, ids());
    await until(() => changes.length >= 3 * names.length, 'they are told');
    expect(changes.map(({ kind, text }) => `${kind} ${text}`).sort()).to.deep.equal(
      names
        .flatMap((name) => [3, 4, 5].map((at) => `created New token key ${name}-keys-${String(at)}.`))
        .sort(),
    );
  });
});

describe('a Redis of its own that is hostile', () => {
  const server = redisForSuite({ args: ['--maxmemory-policy', 'noeviction', '--save', ''] });
  const stage = new Stage(server);
  let serial = 0;
  beforeEach(() => stage.open(`own${String((serial += 1))}`));
  afterEach(() => stage.close());

  it('that is full is reported, loses nothing, and all goes on when there is room', async () => {
    const admin = stage.connect();
    const limiter = redisLimiter({
      ...{ redis: stage.connect(), key: 'acme', prefix: stage.prefix, concurrency: 1 },
    });
    const lease = await firstValueFrom(limiter.admit());
    await stage.work([stage.source('acme')], { leaseMs: 600 });
    const monitor = stage.show();
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    await until(() => stage.isRead(monitor), 'it is read');
    await admin.config('SET', 'maxmemory', '1');
    lease.release();
    const waiting = firstValueFrom(limiter.admit());
    await until(() => stage.errors.length > 0, 'it is reported');
    stage.accounts.edit('acme', 'key', 1);
    await pause(300);
    await admin.config('SET', 'maxmemory', '0');
    (await waiting).release();
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
  });

  it('that does not answer keeps no worker from ending', async () => {
    const made: Redis[] = [];
    const noting = (redis: Redis): Redis => {
      const duplicate = redis.duplicate.bind(redis);
      redis.duplicate = (override) => {
        const own = noting(duplicate(override));
        made.push(own);
        return own;
      };
      return redis;
    };
    const redis = noting(stage.connect());
    const worker = await stage.work([stage.source('acme')], { redis, leaseMs: 300 });
    await until(() => stage.readsOf('acme') >= 1, 'a reading');
    server.suspend();
    try {
      await worker.close();
      // One on which BullMQ waits for jobs, and one for all else: open, each would keep the process alive.
      await until(() => made.length === 2 && made.every(({ status }) => status === 'end'), 'they are closed');
      expect(redis.status).to.equal('ready');
    } finally {
      server.resume();
    }
  });

  it('that refuses a limiter for another reason fails those who wait, and no place is lost', async () => {
    const admin = stage.connect();
    const limiter = redisLimiter({
      ...{ redis: stage.connect(), key: 'acme', prefix: stage.prefix, concurrency: 1 },
    });
    const lease = await firstValueFrom(limiter.admit());
    const line = `${stage.keys.limiter('acme')}:line`;
    await admin.set(line, 'of another type');
    lease.release();
    const failure = await firstValueFrom(limiter.admit()).catch((error: unknown) => (error as Error).message);
    expect(failure).to.include('WRONGTYPE');
    await admin.del(line);
    (await firstValueFrom(limiter.admit())).release();
  });

  it('that becomes a replica and a primary again: the connection is made again, and readings go on', async () => {
    const redis = await connectRedis(server.url);
    const id = (): Promise<unknown> => redis.call('CLIENT', 'ID');
    const before = await id();
    await stage.work([stage.source('acme')], { redis, leaseMs: 600 });
    const monitor = stage.show();
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    const admin = stage.connect();
    await admin.call('REPLICAOF', '127.0.0.1', '1');
    await until(() => stage.errors.length > 0, 'it is reported');
    await until(async () => (await id()) !== before, 'it connects again');
    await admin.call('REPLICAOF', 'NO', 'ONE');
    stage.accounts.edit('acme', 'key', 1);
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    await stage.close();
    await stage.open('after');
    redis.disconnect();
  });
});

describe('a prefix', () => {
  const stage = stageForSuite('prefix');
  const odd = ['with space', 'a:b', '{tag}', 'a*[b]?', 'quote"back\\slash', 'ключ-鍵', 'a\nb', '0'];

  for (const prefix of odd)
    it(`of ${JSON.stringify(prefix)} is one like another`, async () => {
      stage.prefix = `${prefix}${stage.prefix}`;
      await stage.work([stage.source('acme')]);
      const monitor = stage.show();
      await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
      await until(() => stage.readsOf('acme') >= 4, 'readings go on');
      expect(await stage.connect().zcard(stage.keys.schedulers)).to.equal(1);
      expect(stage.errors).to.deep.equal([]);
    });

  it('that is empty is refused wherever there is one', async () => {
    const redis = stage.connect();
    const of = { redis, key: 'k', prefix: '' };
    const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;
    const codes: unknown[] = [await startWorker({ redis, sources: [], prefix: '' }).catch(codeOf)];
    for (const make of [
      () => clusterMonitor({ redis, prefix: '' }),
      () => redisLimiter(of),
      () => redisJournal(of),
    ])
      try {
        codes.push(make());
      } catch (error) {
        codes.push(codeOf(error));
      }
    expect(codes).to.deep.equal(new Array(4).fill('config-option-invalid'));
  });
});
