import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { firstValueFrom } from 'rxjs';
import { redisJournal, redisLimiter } from '../../src/cluster/index.js';
import { follow } from '../../src/cluster/follow.js';
import { keysOf } from '../../src/cluster/keys.js';
import { DROP } from '../../src/cluster/scripts.js';
import { sourceText } from '../../src/cluster/version.js';
import type { FeedEvent } from '../../src/monitor/feed.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';
import { until } from './support/redis.js';
import { stageForSuite } from './support/stage.js';

const lengthOf = async (redis: Redis, key: string): Promise<number> => {
  switch (await redis.type(key)) {
    case 'stream':
      return redis.xlen(key);
    case 'hash':
      return redis.hlen(key);
    case 'zset':
      return redis.zcard(key);
    case 'list':
      return redis.llen(key);
    case 'set':
      return redis.scard(key);
    default:
      return 1;
  }
};

describe('what a cluster keeps in Redis', () => {
  const stage = stageForSuite('bounded');
  /** How long each of the keys is; jobs that wait for their time have one name. */
  const lengths = async (redis: Redis): Promise<ReadonlyMap<string, number>> => {
    const names = await redis.keys(`${stage.prefix}:*`);
    const all = await Promise.all(names.map(async (name) => [name, await lengthOf(redis, name)] as const));
    return new Map(all);
  };
  const isOfBull = (name: string): boolean => name.startsWith(`${stage.prefix}:polls:`);

  it('does not grow with the number of readings, though everything changes in each', async () => {
    const redis = stage.connect();
    const names = ['acme', 'beta'];
    const lists = ['keys', 'tokens'];
    const streamLength = 20;
    const sources = names.map((name) => stage.source(name, { lists, every: { watchedMs: 20, idleMs: 20 } }));
    let edition = 0;
    const edit = (): void => {
      edition += 1;
      for (const name of names) stage.accounts.edit(name, `key ${String(edition)}`);
    };
    await stage.work(sources, { streamLength });
    const reads = () => Math.min(...names.flatMap((name) => lists.map((list) => stage.readsOf(name, list))));
    const after = async (count: number): Promise<ReadonlyMap<string, number>> => {
      await until(() => (edit(), reads() >= count), `${String(count)} readings of each list`);
      let all = await lengths(redis);
      // Jobs that a machine which stood still has left are done by and by, while readings go on.
      await until(
        async () => excessIn((all = await lengths(redis))).length === 0,
        () => `what is more than the feeds need goes: ${excessIn(all).join('; ')}`,
      );
      return all;
    };
    const own = (all: ReadonlyMap<string, number>) => [...all].filter(([name]) => !isOfBull(name));
    const feeds = names.length * lists.length;
    /** What is too long, or too much. */
    const excessIn = (all: ReadonlyMap<string, number>): readonly string[] => {
      const bull = [...all].filter(([name]) => isOfBull(name));
      const mostOf = (name: string): number => {
        if (name.includes(':stream:')) return streamLength;
        if (name.includes(':baseline:')) return 3;
        return isOfBull(name) && name.endsWith(':events') ? 400 : 20;
      };
      const long = [...all].filter(([name, length]) => length > mostOf(name));
      return [
        ...long.map(([name, length]) => `${name} has ${String(length)}`),
        // Of each feed the scheduler, its next job, those that run or wait to be tried again with their locks, and what BullMQ has
        // once: never one for each reading.
        ...(bull.length > 15 * feeds ? bull.map(([name]) => name) : []),
      ];
    };
    const [few, many] = [await after(15), await after(60)];
    // What a reading that runs has beside it: its place, and where it goes on.
    const settled = (all: ReadonlyMap<string, number>) =>
      own(all)
        .map(([name]) => name)
        .filter((name) => !/:(places|hold|watch)/.test(name))
        .sort();
    expect(settled(many)).to.deep.equal(settled(few));
    for (const [name, length] of own(many)) {
      if (name.includes(':stream:')) expect(length, name).to.equal(streamLength);
      else if (name.includes(':baseline:')) expect(length, name).to.equal(3);
    }
    expect(many.has(`${stage.prefix}:polls:completed`)).to.equal(false);
    expect(many.has(`${stage.prefix}:polls:failed`)).to.equal(false);
  });

  it('holds nothing of accounts that are gone but the news of the last of them', async () => {
    const redis = stage.connect();
    let names = ['stays'];
    await stage.work({
      names: () => names,
      load: (name) => stage.source(name, { lists: ['keys', 'tokens'] }),
    });
    await until(() => stage.readsOf('stays') >= 1, 'a reading');
    stage.show();
    for (let wave = 0; wave < 4; wave += 1) {
      const guests = Array.from({ length: 5 }, (_, at) => `guest-${String(wave)}-${String(at)}`);
      names = ['stays', ...guests];
      await until(() => guests.every((name) => stage.readsOf(name) >= 1), 'all are read');
      names = ['stays'];
      await until(async () => (await redis.hkeys(stage.keys.sources)).join() === 'stays', 'all are gone');
    }
    await until(
      async () => ![...(await lengths(redis)).keys()].some((name) => name.includes('guest')),
      'no key of theirs is left',
    );
    expect(await redis.zcard(stage.keys.gone)).to.equal(20);
    expect(await redis.zcard(stage.keys.news)).to.equal(21);
    expect(await redis.zcard(stage.keys.schedulers)).to.equal(2);
  });

  it('the news of those that are gone is bounded, and a gateway that missed more looks at all', async () => {
    const redis = stage.connect();
    const { keys } = stage;
    const source = fakeSource([new FakeFeed('keys')]);
    await redis.hset(keys.sources, 'acme', sourceText(source, true));
    await redis.set(keys.syncing, 'me');
    const slow = stage.connect();
    const events: FeedEvent[] = [];
    const config = { redis: slow, keys, names: undefined, everyMs: 5, failed: () => undefined };
    const following = follow(config).subscribe((event) => events.push(event));
    await until(() => events.length > 0, 'it is known');
    slow.disconnect();
    const of = [
      keys.syncing,
      keys.sources,
      keys.refreshes,
      keys.refreshing,
      keys.seq,
      keys.news,
      keys.gone,
      keys.floor,
    ];
    const drop = (name: string): Promise<unknown> => redis.eval(DROP, of.length, ...of, 'me', name, 10);
    await drop('acme');
    for (let at = 0; at < 25; at += 1) await drop(`other-${String(at)}`);
    expect([
      await redis.zcard(keys.gone),
      await redis.zcard(keys.news),
      await redis.get(keys.floor),
    ]).to.deep.equal([10, 10, '16']);
    expect(await redis.eval(DROP, of.length, ...of, 'another', 'x', 10), 'without the duty').to.equal(-1);
    await slow.connect();
    await until(
      () => events.some((event) => event.type === 'source' && event.info.feeds.length === 0),
      'it is known to be gone',
    );
    following.unsubscribe();
  });

  it('a limiter holds what its windows need, for as long, however many processes used it', async () => {
    const redis = stage.connect();
    const [limit, perMs, leaseMs] = [20, 60, 100];
    const limiterOf = (connection = redis) =>
      redisLimiter({
        redis: connection,
        key: 'acme',
        windows: [{ limit, perMs }],
        leaseMs,
        prefix: stage.prefix,
      });
    for (let at = 0; at < 150; at += 1) {
      const own = at % 15 === 0 ? stage.connect() : redis;
      const lease = await firstValueFrom(limiterOf(own).admit());
      // Some die with their place.
      if (own === redis) lease.release();
      else own.disconnect();
    }
    const base = keysOf(stage.prefix).limiter('acme');
    const last = limiterOf();
    const ask = async (): Promise<number> => {
      (await firstValueFrom(last.admit())).release();
      return (await redis.zcard(`${base}:owners`)) + (await redis.scard(`${base}:running`));
    };
    await until(async () => (await ask()) <= 2, 'the dead are forgotten');
    expect(await redis.zcard(`${base}:ended`)).to.be.at.most(limit);
    expect(await redis.zcard(`${base}:line`)).to.equal(0);
    const names = await redis.keys(`${stage.prefix}:*`);
    expect(names.length).to.be.within(1, 5);
    for (const name of names) expect(await redis.pttl(name), name).to.be.within(1, perMs + leaseMs + 60_000);
  });

  it('a journal holds its last baseline and what came after it', async () => {
    const redis = stage.connect();
    const journal = redisJournal({ redis, key: 'j', prefix: stage.prefix });
    await journal.load();
    const entry = (seq: number) => ({ seq, at: '2026-11-29T00:00:00.000Z', changes: [] });
    for (let save = 0; save < 5; save += 1) {
      for (let at = 1; at <= 50; at += 1) await journal.append([entry(save * 50 + at)]);
      const head = { type: 'head', version: 1, seq: save * 50 + 45, at: '2026-11-29T00:00:00.000Z' };
      await journal.save([head]);
    }
    const all = await lengths(redis);
    expect([...all.keys()].map((name) => name.split(':').at(-1)).sort()).to.deep.equal([
      'baseline',
      'log',
      'writer',
    ]);
    expect(Math.max(...all.values())).to.be.at.most(5);
  });
});
