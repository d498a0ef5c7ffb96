import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { of } from 'rxjs';
import { redisJournal, redisLimiter, type SourceLoader } from '../../src/cluster/index.js';
import type { Source } from '../../src/monitor/feed.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';
import { total } from '../monitor/support/records.js';
import { CANARY } from './support/account.js';
import { until } from './support/redis.js';
import { stageForSuite } from './support/stage.js';

const FORMS = [
  CANARY,
  encodeURIComponent(CANARY),
  Buffer.from(CANARY).toString('base64').slice(0, -4),
  Buffer.from(`Bearer ${CANARY}`).toString('base64').slice(0, -4),
  Buffer.from(CANARY).toString('hex'),
];

const contentOf = async (redis: Redis, key: string): Promise<unknown> => {
  switch (await redis.type(key)) {
    case 'hash':
      return redis.hgetall(key);
    case 'stream':
      return redis.xrange(key, '-', '+');
    case 'string':
      return redis.get(key);
    case 'zset':
      return redis.zrange(key, '0', '-1', 'WITHSCORES');
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    // It is over by now.
    case 'none':
      return undefined;
    default:
      throw new Error(`${key} is of a type that nobody looks into`);
  }
};

const formsIn = (text: string): readonly string[] => FORMS.filter((form) => text.includes(form));

/** A line for each key: its name, and all that it holds. */
const linesOf = async (redis: Redis, keys: readonly string[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (const key of keys) lines.push(`${key} ${JSON.stringify(await contentOf(redis, key))}`);
  return lines;
};

/** Families of keys that must have been looked into. */
const FAMILIES = [
  ...[
    /:limiter:\{acme\}:meta$/,
    /:limiter:\{acme\}:(ended|running)$/,
    /:limiter:\{acme\}:owners$/,
    /:journal:\{gateway\}:writer$/,
  ],
  ...[
    /:stream:acme$/,
    /:stream:refused$/,
    /:baseline:acme\//,
    /:feed:acme\//,
    /:feed:refused\//,
    /:totals:acme\//,
  ],
  ...[/:sources$/, /:news$/, /:gone$/, /:refreshes$/, /:version$/, /:count:acme$/],
  ...[
    /:polls:events$/,
    /:polls:repeat$/,
    /:polls:meta$/,
    /:polls:repeat:[^:]+$/,
    /:polls:delayed$/,
    /:polls:repeat:[^:]+:\d+$/,
  ],
];

describe('credentials in Redis', () => {
  const stage = stageForSuite('secrets');
  let watcher: Redis | undefined;
  afterEach(() => {
    watcher?.disconnect();
    watcher = undefined;
  });

  /** A list of the account, a list of running totals, and a client that says what it sends. */
  const accountOf = (name: string): Source => {
    const limiter = redisLimiter({
      ...{ redis: stage.connect(), key: name, prefix: stage.prefix },
      windows: [{ limit: 1_000, perMs: 60_000 }],
    });
    const own = stage.source(name, { lists: ['keys', 'tokens'], limiter });
    const totals = new FakeFeed('totals', {
      kind: 'counters',
      gives: ['cost'],
      every: { watchedMs: 100, idleMs: 100 },
    });
    totals.records = [total('c1', 5, { source: name })];
    const drift = { resource: 'keys', path: '/nickname', change: 'added', severity: 'info' } as const;
    return { ...own, feeds: [...own.feeds, ...fakeSource([totals], name).feeds], drift$: of(drift) };
  };

  it('are in no key, of whichever type, and in no command, whatever fails', async () => {
    const redis = stage.connect();
    const sent: string[] = [];
    watcher = await stage.connect().monitor();
    watcher.on('monitor', (_time: string, args: readonly string[]) => sent.push(args.join(' ')));
    stage.accounts.options.refused.set('refused', 401);
    const names = ['acme', 'refused', 'broken', 'leaves'];
    const loader: SourceLoader = {
      names: () => [...names],
      load: (name) => {
        if (name === 'broken') throw new Error(`the vault refused ${CANARY}`, { cause: { token: CANARY } });
        return accountOf(name);
      },
    };
    await stage.work(loader, { refreshMs: 0 });
    const monitor = stage.show({ journal: redisJournal({ redis, key: 'gateway', prefix: stage.prefix }) });
    await until(() => stage.readsOf('acme') >= 3 && stage.readsOf('leaves') >= 1, 'readings');
    await until(
      () => stage.events.some(({ type, source }) => type === 'failed' && source === 'refused'),
      'a refusal',
    );
    await until(() => stage.errors.some(({ source }) => source === 'broken'), 'a client that cannot be made');
    names.pop();
    await until(async () => (await redis.zcard(stage.keys.gone)) === 1, 'one leaves');
    monitor.refresh();
    await until(async () => (await redis.hlen(stage.keys.refreshes)) > 0, 'a refresh');
    stage.accounts.options.latencyMs = 300;
    let keys: readonly string[] = [];
    // Some of them are there now and then: jobs that wait for their time, places of requests.
    const missing = () => FAMILIES.filter((family) => !keys.some((key) => family.test(key)));
    await until(
      async () => ((keys = await redis.keys(`${stage.prefix}:*`)), missing().length === 0),
      () => `each family is there at one time: ${missing().join(' ')}`,
    );
    const kept = await linesOf(redis, keys);
    const all = [...kept, ...sent].join('\n');
    expect(kept.join('\n')).to.include('acme-keys-0').and.include('refused');
    expect(sent.length).to.be.greaterThan(100);
    expect(formsIn(all)).to.deep.equal([]);
    // A job that fails keeps the stack of its error: none does.
    expect(kept.join('\n')).to.not.match(/"(stacktrace|failedReason)"/);
    expect(keys).to.not.include(`${stage.prefix}:polls:failed`);
  });

  const planted: readonly (readonly [
    type: string,
    plant: (redis: Redis, key: string) => Promise<unknown>,
  ])[] = [
    ['hash', (redis, key) => redis.hset(key, CANARY, '1')],
    ['stream', (redis, key) => redis.xadd(key, '*', 'event', `{"authorization":"Bearer ${CANARY}"}`)],
    ['string', (redis, key) => redis.set(key, `token=${encodeURIComponent(CANARY)}`)],
    ['zset', (redis, key) => redis.zadd(key, 1, Buffer.from(CANARY).toString('hex'))],
    ['list', (redis, key) => redis.rpush(key, Buffer.from(`Bearer ${CANARY}`).toString('base64'))],
    ['set', (redis, key) => redis.sadd(key, CANARY)],
  ];
  for (const [type, plant] of planted)
    it(`would be found in a ${type}`, async () => {
      const redis = stage.connect();
      const key = `${stage.prefix}:planted:${type}`;
      await plant(redis, key);
      expect(formsIn((await linesOf(redis, [key])).join())).to.not.deep.equal([]);
      expect(await redis.del(key)).to.equal(1);
    });

  it('would be found in the name of a key', async () => {
    const redis = stage.connect();
    const key = `${stage.prefix}:planted:${CANARY}`;
    await redis.set(key, '1');
    expect(formsIn((await linesOf(redis, [key])).join())).to.include(CANARY);
    expect(await redis.del(key)).to.equal(1);
  });
});
