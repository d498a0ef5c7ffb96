import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { NEVER, ReplaySubject, Subject, Subscription } from 'rxjs';
import { follow } from '../../src/cluster/follow.js';
import { keysOf } from '../../src/cluster/keys.js';
import { Poll, type PollContext } from '../../src/cluster/poll.js';
import type { FeedEvent, FeedPage, Source } from '../../src/monitor/feed.js';
import { DAY, HOUR } from '../monitor/support/clock.js';
import { FakeFeed, fakeSource, httpError } from '../monitor/support/fake-source.js';
import { cost, credential } from '../monitor/support/records.js';
import { pause, redisForSuite, until } from './support/redis.js';

const EVERY = { watchedMs: 4 * HOUR, idleMs: 8 * HOUR };

describe('a poll', () => {
  const server = redisForSuite();
  let redis: Redis;
  let serial = 0;
  const following = new Subscription();

  before(() => {
    redis = server.connect();
  });
  beforeEach(() => {
    serial += 1;
  });
  after(() => following.unsubscribe());

  const context = (more: Partial<PollContext> = {}): PollContext => ({
    ...{ redis, keys: keysOf(`p${String(serial)}`), leaseMs: HOUR, readingsAtATime: 4, streamLength: 100 },
    ...{ refreshMs: 10_000, random: () => 0, requestsOf: () => undefined, worker: 'worker' },
    ...more,
  });
  const known = async (source: Source): Promise<void> => {
    const { keys } = context();
    await redis.hset(keys.sources, source.name, JSON.stringify({ ...source, feeds: source.feeds }));
  };
  const poll = async (feed: FakeFeed, more: Partial<PollContext> = {}) => {
    const source = fakeSource([feed]);
    await known(source);
    const [only] = source.feeds;
    if (only === undefined) throw new Error('no feed');
    return new Poll(source, only, context(more)).run(NEVER);
  };
  /** Polls again, though it is not due. */
  const again = async (feed: FakeFeed) => {
    await redis.hdel(context().keys.feed('acme', feed.id), 'dueIdle', 'dueWatched');
    return poll(feed);
  };
  const keysFeed = (): FakeFeed => new FakeFeed('keys', { every: EVERY });
  const costs = (): FakeFeed =>
    new FakeFeed('costs', { kind: 'buckets', every: EVERY, widthMs: DAY, reachMs: 3 * DAY });
  /** What a gateway that begins now is given, up to now. */
  const begun = async (list = 'keys'): Promise<readonly FeedEvent[]> => {
    const last = await redis.hget(context().keys.feed('acme', list), 'reading');
    const events: FeedEvent[] = [];
    const config = { redis, keys: context().keys, names: undefined, everyMs: 10, failed: () => undefined };
    const subscription = follow(config).subscribe((event) => events.push(event));
    await until(
      () =>
        events.some((event) => (event.type === 'end' || event.type === 'failed') && event.reading === last),
      'the last reading is known',
    );
    // What is more than that would come.
    await pause(60);
    subscription.unsubscribe();
    return events;
  };
  const uidsIn = (events: readonly FeedEvent[]): readonly string[] =>
    events.flatMap((event) =>
      event.type === 'records' ? event.records.map(({ uid }) => uid.split('/').at(-1) ?? '') : [],
    );

  it('is early until the feed is due: at the idle cadence, and sooner while somebody watches', async () => {
    const feed = keysFeed();
    expect(await poll(feed)).to.include({ type: 'read', lateMs: undefined });
    expect(await poll(feed)).to.deep.equal({ type: 'early' });
    const { keys } = context();
    const due = Number(await redis.hget(keys.feed('acme', 'keys'), 'dueWatched'));
    expect(due - Date.now()).to.be.within(HOUR, 3 * HOUR);
    await redis.hset(keys.feed('acme', 'keys'), 'dueWatched', '1');
    expect(await poll(feed)).to.deep.equal({ type: 'early' });
    await redis.set(keys.watch, '1');
    expect((await poll(feed)).type).to.equal('read');
    expect(feed.reads).to.equal(2);
  });

  it('of an account that is not known does nothing and leaves nothing', async () => {
    const source = fakeSource([keysFeed()]);
    const [feed] = source.feeds;
    if (feed === undefined) throw new Error('no feed');
    expect(await new Poll(source, feed, context()).run(NEVER)).to.deep.equal({ type: 'early' });
    expect(await redis.keys(`p${String(serial)}:*`)).to.deep.equal([]);
  });

  it('is busy while another one reads, and full where the source reads enough', async () => {
    const hanging = keysFeed();
    hanging.isHanging = true;
    const stop = new Subject<void>();
    const source = fakeSource([hanging, new FakeFeed('users', { every: EVERY })]);
    await known(source);
    const [keys, users] = source.feeds;
    if (keys === undefined || users === undefined) throw new Error('no feed');
    const running = new Poll(source, keys, context()).run(stop);
    await until(() => hanging.reads === 1, 'it reads');
    expect(await new Poll(source, keys, context()).run(NEVER)).to.include({ type: 'busy' });
    expect(await new Poll(source, users, context({ readingsAtATime: 1 })).run(NEVER)).to.deep.equal({
      type: 'full',
      retryMs: 500,
    });
    expect(await new Poll(source, users, context()).run(NEVER)).to.include({ type: 'read' });
    stop.next();
    expect(await running).to.include({ type: 'stopped' });
    expect(
      await redis.hexists(context().keys.feed('acme', 'keys'), 'token'),
      'the lease is given back',
    ).to.equal(0);
  });

  it('one that was taken for dead writes nothing more', async () => {
    const page = new ReplaySubject<FeedPage>(Infinity);
    const stage = keysFeed();
    const source = fakeSource([stage]);
    await known(source);
    const [feed] = source.feeds;
    if (feed === undefined) throw new Error('no feed');
    const running = new Poll(source, { ...feed, read: () => page }, context()).run(NEVER);
    const { keys } = context();
    await until(async () => (await redis.hget(keys.feed('acme', 'keys'), 'open')) === '1', 'it reads');
    await redis.hset(keys.feed('acme', 'keys'), 'token', 'another');
    page.next({ records: [credential('stray')], leftOut: 0 });
    page.complete();
    expect(await running).to.include({ type: 'lost' });
    expect(await redis.exists(keys.baseline('acme', 'keys'))).to.equal(0);
    expect(await redis.hget(keys.feed('acme', 'keys'), 'token'), 'the lease is the other one’s').to.equal(
      'another',
    );
  });

  it('a wait that the server asks for holds all feeds of the source; a failure is asked about later', async () => {
    const feed = keysFeed();
    feed.error = httpError(429, { _tag: 'RateLimitError', waitMs: 50_000 });
    const outcome = await poll(feed);
    expect(outcome).to.include({ type: 'failed' });
    expect(outcome).to.have.nested.property('fault.state', 'rate_limited');
    const other = new FakeFeed('users', { every: EVERY });
    const { keys } = context();
    const holdMs = await redis.pttl(keys.hold('acme'));
    expect(holdMs).to.be.within(1, 60_000);
    expect(await poll(other)).to.deep.equal({ type: 'early' });
    await redis.del(keys.hold('acme'));
    expect(await poll(other)).to.include({ type: 'read' });
  });

  it('a gateway that begins late is given what a complete reading saw last, and no more', async () => {
    const feed = keysFeed();
    feed.records = [credential('k1'), credential('k2')];
    await poll(feed);
    feed.records = [credential('k2'), credential('k3')];
    await again(feed);
    const events = await begun();
    expect(events.map(({ type }) => type)).to.deep.equal(['source', 'begin', 'records', 'end']);
    expect([...uidsIn(events)].sort()).to.deep.equal(['k2', 'k3']);
  });

  it('of a reading that was cut short it is given both: what was known, and what it saw', async () => {
    const feed = keysFeed();
    feed.records = [credential('k1')];
    await poll(feed);
    feed.records = [credential('k2')];
    feed.isCut = true;
    await again(feed);
    const events = await begun();
    expect([...uidsIn(events)].sort()).to.deep.equal(['k1', 'k2']);
    expect(events.at(-1)).to.include({ type: 'end', end: 'partial' });
  });

  it('of one that failed it is given what was known, then the failure', async () => {
    const feed = keysFeed();
    feed.records = [credential('k1')];
    await poll(feed);
    feed.error = httpError(500);
    await again(feed);
    const events = await begun();
    expect(events.map(({ type }) => type)).to.deep.equal([
      'source',
      'begin',
      'records',
      'end',
      'begin',
      'failed',
    ]);
    expect(uidsIn(events)).to.deep.equal(['k1']);
  });

  it('buckets before the range of a reading stay, those in it that it does not hold go, and old ones go', async () => {
    const feed = costs();
    const today = Math.floor(Date.now() / DAY) * DAY;
    const at = (days: number) => cost(today - days * DAY, DAY, '1.00', { source: 'acme' });
    const far = { ...feed.options, reachMs: 40 * DAY };
    const wide = new FakeFeed('costs', far);
    wide.records = [at(1), at(2), at(10), at(35)];
    await poll(wide);
    feed.records = [at(1)];
    await again(feed);
    const events = await begun('costs');
    const starts = events.flatMap((event) =>
      event.type === 'records'
        ? event.records.map((record) => (record.type === 'cost' ? record.start : ''))
        : [],
    );
    expect(starts.sort()).to.deep.equal([10, 1].map((days) => new Date(today - days * DAY).toISOString()));
    const end = events.at(-1);
    const from = end?.type === 'end' ? Date.parse(end.from ?? '') : NaN;
    expect(Date.now() - from, 'as far back as records are kept').to.be.within(
      32 * DAY - HOUR,
      32 * DAY + HOUR,
    );
  });

  it('what was read in several readings is known since the first of them', async () => {
    const wide = new FakeFeed('costs', { ...costs().options, reachMs: 20 * DAY });
    await poll(wide);
    await again(costs());
    const end = (await begun('costs')).at(-1);
    const from = end?.type === 'end' ? Date.parse(end.from ?? '') : NaN;
    expect(Date.now() - from).to.be.within(20 * DAY - HOUR, 20 * DAY + HOUR);
  });

  it('a hole between two readings is a hole: what was known before it is not called whole', async () => {
    const feed = costs();
    await poll(feed);
    const { keys } = context();
    const longAgo = new Date(Date.now() - 30 * DAY).toISOString();
    await redis.hset(keys.feed('acme', 'costs'), 'asOf', longAgo, 'since', longAgo);
    await again(feed);
    const since = Date.parse((await redis.hget(keys.feed('acme', 'costs'), 'since')) ?? '');
    expect(Date.now() - since).to.be.within(3 * DAY - HOUR, 3 * DAY + HOUR);
  });
});
