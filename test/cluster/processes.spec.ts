import { expect } from 'chai';
import { startRedis } from '../../scripts/lib/redis.mjs';
import { runChaos } from './support/chaos.js';
import { redisForSuite, until } from './support/redis.js';
import { Accounts } from './support/server.js';
import { compileWorker, startProcess } from './support/workers.js';

describe('a cluster of processes', () => {
  const redis = redisForSuite();
  before(compileWorker);
  /** From where a walk goes on, as Redis keeps it: the request of its next page. */
  const placeIn = async (prefix: string): Promise<string> => {
    const kept = (await redis.connect().hget(`${prefix}:feed:acme/keys`, 'resume')) ?? '';
    return Buffer.from(kept.split('.')[1] ?? '', 'base64url').toString();
  };

  it('a walk whose worker was killed goes on elsewhere, from its page; one that gets SIGTERM ends cleanly', async () => {
    const server = new Accounts({ pages: 10, size: 3 });
    await server.start();
    // Four pages are answered, and the fifth is cut off.
    server.answer(4);
    const order = {
      ...{ redis: redis.url, prefix: 'walk', server: server.url, accounts: ['acme'], lists: ['keys'] },
      ...{ everyMs: 600_000, leaseMs: 500, window: { limit: 1000, perMs: 1000 } },
    };
    const workers = [startProcess(order)];
    try {
      await until(() => server.waiting > 0, 'some pages');
      await until(async () => (await placeIn('walk')).includes('"after":"acme-keys-11"'), 'they are kept');
      await workers[0]?.kill();
      const asked = server.log.length;
      expect([...new Set(server.log.map(({ page }) => page))]).to.deep.equal([0, 1, 2, 3, 4]);
      server.answerAll();
      const second = startProcess(order);
      workers.push(second);
      await until(() => second.events.some(({ type }) => type === 'read'), 'the walk ends elsewhere');
      const rest = server.log.slice(asked).map(({ page }) => page);
      expect(rest[0], 'the page that was cut off is asked for again').to.equal(4);
      expect([...new Set(rest)], 'and those behind it').to.deep.equal([4, 5, 6, 7, 8, 9]);
      // A process that is suspended for longer than its lease loses its walk; it may claim the walk again itself.
      const lost = second.events.filter(({ type }) => type === 'lost').length;
      expect(rest.length, 'each of them once').to.be.at.most(6 + lost);
      expect(await second.end()).to.equal(0);
    } finally {
      await Promise.all(workers.map((each) => each.kill()));
      await server.stop();
    }
  });

  it('a worker that is to end while Redis is gone ends: nothing of BullMQ keeps its process alive', async () => {
    const server = new Accounts({ pages: 2, size: 2, latencyMs: 20 });
    await server.start();
    const own = await startRedis();
    const worker = startProcess({
      ...{ redis: own.url, prefix: 'gone', server: server.url, accounts: ['acme'], lists: ['keys'] },
      ...{ everyMs: 60_000, leaseMs: 500, window: { limit: 1000, perMs: 1000 } },
    });
    try {
      await worker.ready;
      await until(() => worker.events.some(({ type }) => type === 'read'), 'a walk to its end');
      await own.stop();
      await until(() => worker.events.some(({ type }) => type === 'error'), 'the worker finds Redis gone');
      expect(await worker.end()).to.equal(0);
    } finally {
      await worker.kill();
      await own.stop();
      await server.stop();
    }
  });

  it('a worker that was suspended in a walk writes nothing more when it goes on: its walk is another’s', async () => {
    const server = new Accounts({ pages: 12, size: 2 });
    await server.start();
    server.answer(4);
    const prefix = 'suspended';
    const order = {
      ...{ redis: redis.url, prefix, server: server.url, accounts: ['acme'], lists: ['keys'] },
      ...{ everyMs: 600_000, leaseMs: 500, window: { limit: 1000, perMs: 1000 } },
    };
    const connection = redis.connect();
    const workers = [startProcess(order)];
    const [first] = workers;
    const entries = async (): Promise<readonly string[]> =>
      (await connection.xrange(`${prefix}:stream:acme`, '-', '+')).map(([, fields]) => fields.join(' '));
    try {
      await until(() => server.waiting > 0, 'some pages');
      first?.suspend();
      server.answerAll();
      const second = startProcess(order);
      workers.push(second);
      await until(() => second.events.some(({ type }) => type === 'read'), 'the walk ends elsewhere');
      const before = await entries();
      const losses = () => first?.events.filter(({ type }) => type === 'lost').length ?? 0;
      const known = losses();
      first?.resume();
      await until(() => losses() > known, 'it knows that it lost its walk');
      expect(await entries()).to.deep.equal(before);
      expect(before.filter((entry) => entry.includes('"type":"end"'))).to.have.length(1);
      expect(await connection.hlen(`${prefix}:baseline:acme/keys`)).to.equal(24);
      expect(await connection.hget(`${prefix}:feed:acme/keys`, 'open')).to.equal('0');
      expect(await connection.hexists(`${prefix}:feed:acme/keys`, 'token'), 'no lease is left').to.equal(0);
      expect(await first?.end()).to.equal(0);
    } finally {
      for (const worker of workers) worker.resume();
      await Promise.all(workers.map((each) => each.kill()));
      await server.stop();
    }
  });

  it('workers that are killed, wrong clocks, a restarted Redis: nothing is lost, nothing told twice, no window exceeded', async function () {
    this.timeout(180_000);
    const result = await runChaos({
      ...{ accounts: 6, lists: ['keys', 'tokens'], pages: 2, everyMs: 500, leaseMs: 800 },
      ...{ kills: 3, killEveryMs: 500, killForMs: 60_000, redisAfter: 2, window: { limit: 4, perMs: 400 } },
      ...{ clocks: [0, 300_000, -300_000], settleMs: 90_000 },
    });
    expect(result).to.deep.include({ lost: [], repeated: [], exceeded: [], same: true, askedAgain: [] });
    expect(result.requests).to.be.at.least(16);
  });
});
