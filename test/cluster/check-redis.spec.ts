import { expect } from 'chai';
import { Redis } from 'ioredis';
import { startRedis } from '../../scripts/lib/redis.mjs';
import { judgeRedis, type RedisReport } from '../../src/cluster/check-redis.js';
import { checkRedis, connectRedis, startWorker } from '../../src/cluster/index.js';
import { redisForSuite } from './support/redis.js';

const CASES: readonly [what: string, report: RedisReport, code: string | undefined][] = [
  ['Redis 7.0', { version: '7.0.15', policy: 'noeviction' }, undefined],
  ['Redis 8', { version: '8.2.1', policy: 'noeviction' }, undefined],
  ['Redis 10', { version: '10.0.0', policy: 'noeviction' }, undefined],
  ['a server that says nothing of itself', { version: '', policy: '' }, undefined],
  ['Redis 6.2', { version: '6.2.14', policy: 'noeviction' }, 'config-redis-version'],
  ['Redis 5', { version: '5.0.0', policy: 'noeviction' }, 'config-redis-version'],
  ['one that evicts', { version: '7.2.4', policy: 'allkeys-lru' }, 'config-redis-eviction'],
  ['one that evicts what expires', { version: '7.2.4', policy: 'volatile-ttl' }, 'config-redis-eviction'],
];

describe('checkRedis', () => {
  const PASSWORD = 'pw-canary-5ad1';
  const server = redisForSuite({ args: ['--requirepass', PASSWORD] });
  const open: Redis[] = [];
  const connect = (url: string): Redis => {
    const redis = new Redis(url, { maxRetriesPerRequest: null });
    redis.on('error', () => {});
    open.push(redis);
    return redis;
  };
  afterEach(() => {
    for (const redis of open.splice(0)) redis.disconnect();
  });
  const failure = (redis: Redis, withinMs?: number): Promise<unknown> =>
    checkRedis(redis, withinMs).then(
      () => undefined,
      (error: unknown) => error,
    );
  const withUser = (user: string): string => server.url.replace('redis://', `redis://${user}@`);

  for (const [what, report, code] of CASES)
    it(`${code === undefined ? 'accepts' : 'refuses'} ${what}`, () => {
      expect(judgeRedis(report)?.code).to.equal(code);
    });

  it('says which version is needed, and which policy', () => {
    expect(judgeRedis({ version: '6.2.14', policy: '' })?.message).to.match(/6\.2\.14.*7\.0 or later/);
    expect(judgeRedis({ version: '7.0.0', policy: 'allkeys-lru' })?.message).to.match(
      /allkeys-lru.*noeviction/,
    );
  });

  it('accepts a server with its password', async () => {
    expect(await failure(connect(withUser(`:${PASSWORD}`)))).to.equal(undefined);
  });

  for (const [what, user] of [
    ['no password', undefined],
    ['a wrong password', ':wrong-canary-77'],
    ['an unknown user', `nobody:${PASSWORD}`],
  ] as const)
    it(`refuses ${what}, and prints none`, async () => {
      const error = await failure(connect(user === undefined ? server.url : withUser(user)));
      expect(error).to.include({ code: 'config-redis-access' });
      expect(`${String(error)} ${JSON.stringify(error)}`).to.not.match(/canary/);
    });

  it('a server that nobody runs cannot be reached', async () => {
    const { url, stop } = await startRedis();
    await stop();
    const error = await failure(connect(url.replace('redis://', `redis://:${PASSWORD}@`)));
    expect(error).to.include({ code: 'network-connection' });
    expect(String(error)).to.include('ECONNREFUSED').and.not.include('canary');
  });

  it('TLS with a server that speaks none cannot be reached, and the error says so', async () => {
    const error = await failure(connect(withUser(`:${PASSWORD}`).replace('redis://', 'rediss://')), 400);
    expect(error).to.include({ code: 'network-connection' });
    expect(String(error)).to.include('rediss://127.0.0.1').and.not.include('canary');
    expect(String((error as { advice?: string }).advice ?? error)).to.include(
      'whether it speaks no TLS (redis://)',
    );
  });

  it('a server that evicts is refused before a worker starts', async () => {
    const evicting = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] });
    try {
      const redis = connect(evicting.url);
      const error: unknown = await startWorker({ redis, sources: [] }).catch((cause: unknown) => cause);
      expect(error).to.include({ code: 'config-redis-eviction' });
      expect(await redis.dbsize()).to.equal(0);
    } finally {
      await evicting.stop();
    }
  });

  for (const url of ['localhost:6379', 'http://:pw-canary-1@127.0.0.1', '', 'redis'])
    it(`connectRedis refuses '${url.replace(/:pw.*@/, ':…@')}', and does not repeat it`, async () => {
      const error: unknown = await connectRedis(url).catch((cause: unknown) => cause);
      expect(error).to.include({ code: 'config-option-invalid' });
      expect(String(error)).to.include('rediss://').and.not.include('canary');
    });

  it('connectRedis closes a connection that cannot be used, and gives one that can', async () => {
    const error: unknown = await connectRedis(server.url).catch((cause: unknown) => cause);
    expect(error).to.include({ code: 'config-redis-access' });
    const redis = await connectRedis(withUser(`:${PASSWORD}`));
    expect(await redis.ping()).to.equal('PONG');
    expect(await redis.client('LIST'))
      .to.have.property('length')
      .that.is.above(0);
    await redis.quit();
  });
});
