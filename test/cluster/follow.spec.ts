import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { NEVER } from 'rxjs';
import { follow } from '../../src/cluster/follow.js';
import { keysOf } from '../../src/cluster/keys.js';
import { Poll } from '../../src/cluster/poll.js';
import { sourceText } from '../../src/cluster/version.js';
import type { FeedEvent } from '../../src/monitor/feed.js';
import { describeSource } from '../../src/monitor/source/define-source.js';
import type { FeedRecord } from '../../src/records/index.js';
import { HOUR } from '../monitor/support/clock.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';
import { credential, total } from '../monitor/support/records.js';
import { redisForSuite, until } from './support/redis.js';

const EVERY = { watchedMs: 4 * HOUR, idleMs: 8 * HOUR };

describe('a gateway that is behind', () => {
  const server = redisForSuite();
  let redis: Redis;
  let serial = 0;
  before(() => {
    redis = server.connect();
  });
  beforeEach(() => {
    serial += 1;
  });

  /** Reads a list several times, the first time before a gateway is away, and returns what it is given of each reading. */
  const behind = async (
    feed: FakeFeed,
    readings: readonly (readonly FeedRecord[])[],
  ): Promise<readonly (readonly FeedRecord[])[]> => {
    const keys = keysOf(`follow${String(serial)}`);
    const source = fakeSource([feed]);
    await redis.hset(keys.sources, 'acme', sourceText(describeSource(source), true));
    const context = { redis, keys, leaseMs: HOUR, readingsAtATime: 4, streamLength: 100, refreshMs: 10_000 };
    const read = async (records: readonly FeedRecord[]): Promise<void> => {
      await redis.hdel(keys.feed('acme', feed.id), 'dueIdle', 'dueWatched');
      feed.records = records;
      const poll = new Poll(source, source.feeds[0]!, {
        ...context,
        random: () => 0,
        requestsOf: () => undefined,
        worker: 'worker',
      });
      expect(await poll.run(NEVER)).to.include({ type: 'read' });
    };
    const [first = [], ...others] = readings;
    await read(first);
    const own = server.connect();
    const events: FeedEvent[] = [];
    const failed = (): void => undefined;
    const following = follow({ redis: own, keys, names: undefined, everyMs: 5, failed }).subscribe((event) =>
      events.push(event),
    );
    const ends = (): number => events.filter(({ type }) => type === 'end').length;
    await until(() => ends() === 1, 'it knows the first reading');
    own.disconnect();
    for (const records of others) await read(records);
    const last = await redis.hget(keys.feed('acme', feed.id), 'reading');
    await own.connect();
    await until(
      () => events.some((event) => event.type === 'end' && event.reading === last),
      'it is up to date',
    );
    following.unsubscribe();
    const names = [...new Set(events.flatMap((event) => ('reading' in event ? [event.reading] : [])))].sort();
    const whole = names.filter((name) =>
      events.some((event) => event.type === 'end' && event.reading === name),
    );
    return whole.map((name) =>
      events.flatMap((event) => (event.type === 'records' && event.reading === name ? event.records : [])),
    );
  };

  it('is given no record of a later reading as one of an earlier: those that it cannot know are passed over', async () => {
    const key = (id: string, name: string): FeedRecord => credential(id, { name });
    const given = await behind(new FakeFeed('keys', { every: EVERY, gives: ['credential'] }), [
      [key('k1', 'a'), key('k2', 'x')],
      [key('k1', 'a'), key('k2', 'y')],
      [key('k1', 'b'), key('k2', 'y')],
      [key('k1', 'c'), key('k2', 'y')],
    ]);
    const names = given.map((records) =>
      records
        .map((record) => (record.type === 'credential' ? (record.name ?? '') : ''))
        .sort()
        .join(),
    );
    expect(names).to.deep.equal(['a,x', 'c,y']);
  });

  it('is given each total as it was in its reading', async () => {
    const amounts = [7, 7, 9, 9, 3, 3.5, 3.5];
    const given = await behind(
      new FakeFeed('totals', { kind: 'counters', every: EVERY, gives: ['cost'] }),
      amounts.map((amount) => [total('c1', amount), total('c2', 1)]),
    );
    const seen = given.map((records) =>
      [
        ...new Set(records.flatMap((record) => (record.type === 'cost' ? [Number(record.cost.amount)] : []))),
      ].sort(),
    );
    expect(seen).to.deep.equal(amounts.map((amount) => [1, amount].sort()));
  });
});
