import { expect } from 'chai';
import { startRedis } from '../../scripts/lib/redis.mjs';
import { runChaos } from './support/chaos.js';
import { redisForSuite, until } from './support/redis.js';
import { Accounts } from './support/server.js';
import { compileWorker, startProcess } from './support/workers.js';

describe('a cluster of processes', () => {
  const redis = redisForSuite();
  before(compileWorker);

  it('a walk whose worker was killed goes on elsewhere, from its page; one that gets SIGTERM ends cleanly', async function () {
    this.timeout(120_000);
    const server = new Accounts({ pages: 10, size: 3, latencyMs: 80 });
    await server.start();
    const order = {
      ...{ redis: redis.url, prefix: 'walk', server: server.url, accounts: ['acme'], lists: ['keys'] },
      ...{ everyMs: 60_000, leaseMs: 500, window: { limit: 1000, perMs: 1000 } },
    };
    const workers = [startProcess(order), startProcess(order)];
    try {
      await Promise.all(workers.map(({ ready }) => ready));
      await until(() => server.log.length >= 4, 'some pages');
      // Which of the two walks is not known: the other one has seen nothing.
      const first = workers[0];
      const second = workers[1];
      await first?.kill();
      const asked = server.log.length;
      await until(
        () => second?.events.some(({ type }) => type === 'read') === true,
        'the walk ends in the process that is left',
      );
      const pages = server.log.map(({ page }) => page);
      const rest = pages.slice(asked);
      if (rest.length > 0 && (rest[0] ?? 0) < pages[asked - 1]! + 1)
        expect(rest[0]).to.equal(pages[asked - 1]);
      expect(
        pages.filter((page) => page === 0),
        'the first page is asked for once',
      ).to.have.length(1);
      expect([...new Set(pages)].sort((a, b) => a - b)).to.deep.equal(
        Array.from({ length: 10 }, (_, at) => at),
      );
      expect(pages.length, 'of a page that was cut off, one more').to.be.at.most(11);
      expect(await second?.end()).to.equal(0);
    } finally {
      await Promise.all(workers.map((each) => each.kill()));
      await server.stop();
    }
  });

  it('a worker that is to end while Redis is gone ends: nothing of BullMQ keeps its process alive', async function () {
    this.timeout(120_000);
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

  it('a worker that was suspended in a walk writes nothing more when it goes on: its walk is another’s', async function () {
    this.timeout(120_000);
    const server = new Accounts({ pages: 12, size: 2, latencyMs: 80 });
    await server.start();
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
      await first?.ready;
      await until(() => server.log.length >= 4, 'some pages');
      first?.suspend();
      const second = startProcess(order);
      workers.push(second);
      await until(() => second.events.some(({ type }) => type === 'read'), 'the walk ends elsewhere', 60_000);
      const before = await entries();
      first?.resume();
      await until(
        () => first?.events.some(({ type }) => type === 'lost') === true,
        'it knows that it lost its walk',
      );
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
