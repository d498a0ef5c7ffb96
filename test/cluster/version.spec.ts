import { expect } from 'chai';
import { jobOf, VERSION } from '../../src/cluster/version.js';
import { schedulerId } from '../../src/cluster/keys.js';
import { pause, until } from './support/redis.js';
import { stageForSuite } from './support/stage.js';

const DATA = { source: 'acme', feed: 'keys', every: 60_000 };
const NEWER = VERSION + 1;

describe('the form of what a cluster keeps in Redis', () => {
  const stage = stageForSuite('version');
  const codes = (): readonly unknown[] => stage.errors.map(({ error }) => (error as { code?: unknown }).code);
  const template = async (): Promise<unknown> => {
    const id = schedulerId('acme', 'keys');
    return JSON.parse((await stage.connect().hget(`${stage.keys.schedulers}:${id}`, 'data')) ?? 'null');
  };

  const cases: readonly [what: string, data: unknown, job: unknown][] = [
    ['of this form', { ...DATA, version: VERSION }, DATA],
    ['of before there were forms', DATA, DATA],
    ['of a newer form, whatever it asks for', { version: NEWER, account: 'acme' }, 'newer'],
    ['without a feed', { source: 'acme', every: 1 }, undefined],
    ['without an interval', { source: 'acme', feed: 'keys' }, undefined],
    ['that is no object', 'acme/keys', undefined],
    ['that is nothing', undefined, undefined],
  ];
  for (const [what, data, job] of cases)
    it(`a job ${what}`, () => {
      expect(jobOf(data)).to.deep.equal(job);
    });

  it('is written into the prefix, sources, jobs and entries of streams', async () => {
    const redis = stage.connect();
    await stage.work([stage.source('acme')]);
    await until(() => stage.readsOf('acme') >= 1, 'a reading');
    expect(await redis.get(stage.keys.version)).to.equal(String(VERSION));
    expect(JSON.parse((await redis.hget(stage.keys.sources, 'acme')) ?? '')).to.include({ version: VERSION });
    expect(await template()).to.deep.equal({ ...DATA, every: 100, version: VERSION });
    const entries = await redis.xrange(stage.keys.stream('acme'), '-', '+');
    for (const [, fields] of entries) expect(fields.slice(2, 4)).to.deep.equal(['v', String(VERSION)]);
  });

  it('what an older program left is read, and its schedulers are made again', async () => {
    const redis = stage.connect();
    const old = await stage.work([stage.source('acme')]);
    await until(() => stage.readsOf('acme') >= 2, 'readings');
    await old.close();
    // As a program of before there were forms has it.
    const id = schedulerId('acme', 'keys');
    const { version: _, ...info } = JSON.parse((await redis.hget(stage.keys.sources, 'acme')) ?? '') as {
      version: number;
    };
    await redis.hset(stage.keys.sources, 'acme', JSON.stringify(info));
    await redis.hset(`${stage.keys.schedulers}:${id}`, 'data', JSON.stringify({ ...DATA, every: 100 }));
    await redis.del(stage.keys.version);
    const reads = stage.readsOf('acme');
    await stage.work([stage.source('acme')]);
    await until(
      async () => ((await template()) as typeof DATA & { version?: number }).version === VERSION,
      'a new scheduler',
    );
    await until(() => stage.readsOf('acme') > reads + 2, 'readings go on');
    expect(await redis.zcard(stage.keys.schedulers)).to.equal(1);
    const monitor = stage.show();
    await stage.shows(monitor, stage.accounts.idsOf('acme', 'keys'));
    expect(stage.errors).to.deep.equal([]);
  });

  it('a job that is of no use is dropped, and the next one of its scheduler reads', async () => {
    const redis = stage.connect();
    const old = await stage.work([stage.source('acme')]);
    await until(() => stage.readsOf('acme') >= 1, 'a reading');
    await old.close();
    const jobs = await redis.zrange(`${stage.prefix}:polls:delayed`, '0', '-1');
    expect(jobs).to.not.deep.equal([]);
    for (const job of jobs)
      await redis.hset(`${stage.prefix}:polls:${job}`, 'data', JSON.stringify({ account: 'acme' }));
    const reads = stage.readsOf('acme');
    await stage.work([stage.source('acme')]);
    await until(() => stage.readsOf('acme') > reads + 1, 'readings go on');
    expect(stage.errors).to.deep.equal([]);
  });

  it('a worker beside a newer one takes no job, changes nothing and says so once; alone again it goes on', async () => {
    const redis = stage.connect();
    await stage.work([stage.source('acme')]);
    await until(() => stage.readsOf('acme') >= 1, 'a reading');
    await redis.set(stage.keys.version, String(NEWER));
    await until(() => codes().length > 0, 'it is reported');
    const feed = () => redis.hget(stage.keys.feed('acme', 'keys'), 'reading');
    await until(
      async () => (await redis.hexists(stage.keys.feed('acme', 'keys'), 'token')) === 0,
      'no reading',
    );
    const [before, source] = [await feed(), await redis.hget(stage.keys.sources, 'acme')];
    await stage.work([stage.source('acme'), stage.source('beta')]);
    await until(() => codes().length > 1, 'the second one reports it, too');
    await pause(400);
    expect(codes()).to.deep.equal(['config-cluster-newer', 'config-cluster-newer']);
    expect([await feed(), await redis.hgetall(stage.keys.sources)]).to.deep.equal([before, { acme: source }]);
    expect(await redis.get(stage.keys.version)).to.equal(String(NEWER));
    await redis.set(stage.keys.version, String(VERSION));
    await until(async () => (await feed()) !== before, 'it reads again');
  });

  it('a job of a newer program is left for another worker, and reported once', async () => {
    const redis = stage.connect();
    const old = await stage.work([stage.source('acme', { every: { watchedMs: 300, idleMs: 300 } })]);
    await until(() => stage.readsOf('acme') >= 1, 'a reading');
    await old.close();
    const jobs = await redis.zrange(`${stage.prefix}:polls:delayed`, '0', '-1');
    const [job = ''] = jobs;
    const at = `${stage.prefix}:polls:${job}`;
    const data = JSON.stringify({ version: NEWER, account: 'acme' });
    for (const each of jobs) await redis.hset(`${stage.prefix}:polls:${each}`, 'data', data);
    await stage.work([stage.source('acme', { every: { watchedMs: 300, idleMs: 300 } })]);
    await until(() => codes().length > 0, 'it is reported');
    await until(
      async () => (await redis.zscore(`${stage.prefix}:polls:delayed`, job)) !== null,
      'it is put back',
    );
    expect(await redis.hget(at, 'data')).to.equal(data);
    await pause(1_500);
    expect(codes()).to.deep.equal(['config-cluster-newer']);
  });

  it('a gateway leaves what a newer program writes, says so once, and shows what it had', async () => {
    const redis = stage.connect();
    const worker = await stage.work([stage.source('acme')]);
    const monitor = stage.show();
    const ids = stage.accounts.idsOf('acme', 'keys');
    await stage.shows(monitor, ids);
    await until(() => stage.isRead(monitor), 'it is read');
    await worker.close();
    const { stream, count, seq, news } = {
      ...stage.keys,
      stream: stage.keys.stream('acme'),
      count: stage.keys.count('acme'),
    };
    // What a newer one would write in a form that nobody here can read.
    const add = async (): Promise<void> => {
      const n = await redis.incr(count);
      await redis.xadd(stream, '*', 'n', n, 'v', NEWER, 'bin', '\u0000\u0001');
      await redis.zadd(news, await redis.incr(seq), 'acme');
    };
    await add();
    await until(() => stage.refused.length > 0, 'it is reported');
    await add();
    await redis.set(stage.keys.version, String(NEWER));
    await pause(200);
    expect(stage.refused.map((error) => (error as { code?: unknown }).code)).to.deep.equal([
      'config-cluster-newer',
    ]);
    await stage.shows(monitor, ids);
  });
});
