import { expect } from 'chai';
import { redisLimiter } from '../../src/cluster/index.js';
import { pause, until } from './support/redis.js';
import { mostIn } from './support/server.js';
import { stageForSuite } from './support/stage.js';

const RARELY = { watchedMs: 3_600_000, idleMs: 3_600_000 };

describe('refresh() of a gateway of a cluster', () => {
  const stage = stageForSuite('refresh');
  const lists = ['keys', 'tokens'];
  const rarely = (name: string) => stage.source(name, { every: RARELY, lists });
  const asked = (name: string): number => stage.accounts.met(name).length;
  const firstReadings = (names: readonly string[]): Promise<void> =>
    until(
      () => names.every((name) => lists.every((list) => stage.readsOf(name, list) === 1)),
      'all lists are read for the first time',
    );
  /** Resolves when no gateway's request waits for its jobs, and no job for a worker. */
  const settled = async (): Promise<void> => {
    const redis = stage.connect();
    const lengths = async () => [
      await redis.scard(stage.keys.refreshing),
      await redis.llen(`${stage.prefix}:polls:wait`),
      await redis.llen(`${stage.prefix}:polls:active`),
    ];
    await until(async () => (await lengths()).every((length) => length === 0), 'nothing waits');
  };

  it('reads all lists of all accounts now, once, whichever gateway asks and however often', async () => {
    const names = ['acme', 'beta'];
    const sources = names.map(rarely);
    await stage.work(sources, { refreshMs: 0 });
    await stage.work(sources, { refreshMs: 0 });
    await firstReadings(names);
    const gateways = [stage.show(), stage.show({ sources })];
    for (const gateway of gateways) await until(() => stage.isRead(gateway), 'both gateways know all');
    // No reading ends before all that was asked for is known.
    stage.accounts.answer(0);
    stage.accounts.edit('acme', 'key', 1);
    for (let count = 0; count < 5; count += 1) for (const gateway of gateways) gateway.refresh();
    await until(() => names.every((name) => asked(name) === 4), 'each list is asked again');
    const redis = stage.connect();
    await until(async () => (await redis.scard(stage.keys.refreshing)) === 0, 'no more is asked for');
    stage.accounts.answerAll();
    await stage.shows(
      gateways[0]!,
      names.flatMap((name) => lists.flatMap((list) => stage.accounts.idsOf(name, list))),
    );
    await settled();
    expect(names.map(asked)).to.deep.equal([4, 4]);
  });

  it('of a gateway that shows some accounts reads those alone', async () => {
    const sources = ['acme', 'beta'].map(rarely);
    await stage.work(sources, { refreshMs: 0 });
    await firstReadings(['acme', 'beta']);
    stage.show({ sources: sources.slice(0, 1) }).refresh();
    await until(() => asked('acme') === 4, 'acme is asked again');
    await settled();
    expect(asked('beta')).to.equal(2);
  });

  it('reads nothing that was read within refreshMs, nor what waits because a server asked for it', async () => {
    const redis = stage.connect();
    await stage.work([rarely('acme'), rarely('beta')], { refreshMs: 60_000 });
    await firstReadings(['acme', 'beta']);
    for (const list of lists) await redis.hset(stage.keys.feed('beta', list), 'refreshableFrom', '0');
    await redis.set(stage.keys.hold('beta'), '1', 'PX', 60_000);
    const gateway = stage.show();
    gateway.refresh();
    await until(async () => (await redis.hlen(stage.keys.refreshes)) === 2, 'both are asked for');
    await settled();
    expect([asked('acme'), asked('beta')]).to.deep.equal([2, 2]);
    await redis.del(stage.keys.hold('beta'));
    gateway.refresh();
    await until(() => asked('beta') === 4, 'beta is read when its wait is over');
    expect(asked('acme')).to.equal(2);
  });

  it('that no worker heard yet is done by one that starts later', async () => {
    const first = await stage.work([rarely('acme')], { refreshMs: 0 });
    await firstReadings(['acme']);
    await first.close();
    stage.show().refresh();
    const redis = stage.connect();
    await until(async () => (await redis.scard(stage.keys.refreshing)) === 1, 'it is asked for');
    await stage.work([rarely('acme')], { refreshMs: 0 });
    await until(() => asked('acme') === 4, 'both lists are asked again');
    await settled();
  });

  it('exceeds no window of the limiter, however often it is asked for', async () => {
    const window = { limit: 3, perMs: 400 };
    const limited = () => {
      const redis = stage.connect();
      const limiter = redisLimiter({ redis, key: 'acme', windows: [window], prefix: stage.prefix });
      return stage.source('acme', { every: RARELY, lists: ['a', 'b', 'c', 'd'], limiter });
    };
    await stage.work([limited()], { refreshMs: 0 });
    await stage.work([limited()], { refreshMs: 0 });
    const gateway = stage.show();
    await until(() => asked('acme') === 4, 'all lists are read for the first time');
    while (asked('acme') < 16) {
      gateway.refresh();
      await pause(20);
    }
    expect(mostIn(stage.accounts.log, window.perMs)).to.be.at.most(window.limit);
  });

  it('of an account that left leaves nothing behind', async () => {
    const names = ['acme', 'beta'];
    const loader = { names: () => [...names], load: rarely };
    await stage.work(loader, { refreshMs: 0 });
    await firstReadings(names);
    stage.show().refresh();
    await until(() => asked('acme') === 4, 'acme is asked again');
    names.shift();
    const redis = stage.connect();
    await until(async () => (await redis.hexists(stage.keys.sources, 'acme')) === 0, 'acme is gone');
    await until(
      async () => (await redis.hkeys(stage.keys.refreshes)).join() === 'beta',
      'as if it was never asked for',
    );
  });
});
