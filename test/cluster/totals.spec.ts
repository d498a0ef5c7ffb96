import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { firstValueFrom, NEVER, Subject } from 'rxjs';
import { Baseline } from '../../src/cluster/baseline.js';
import { clusterMonitor } from '../../src/cluster/index.js';
import { keysOf } from '../../src/cluster/keys.js';
import { Poll, type PollContext } from '../../src/cluster/poll.js';
import { storedParts } from '../../src/cluster/stored.js';
import { numbersOf, readingsOf, thinned } from '../../src/cluster/totals.js';
import type { FeedEvent } from '../../src/monitor/feed.js';
import type { Monitor } from '../../src/monitor/index.js';
import { picture } from '../../src/monitor/picture.js';
import { describeSource } from '../../src/monitor/source/define-source.js';
import type { FeedRecord } from '../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON, SECOND } from '../monitor/support/clock.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';
import { total } from '../monitor/support/records.js';
import { redisForSuite, until } from './support/redis.js';

const EVERY = { watchedMs: 4 * HOUR, idleMs: 8 * HOUR };
const totals = (): FakeFeed => new FakeFeed('totals', { kind: 'counters', every: EVERY, gives: ['cost'] });
const WINDOWS = ['60m', '24h', 'today', '7d', '30d'] as const;
const spendOf = (monitor: Monitor) =>
  Promise.all(
    WINDOWS.map(async (window) => {
      const { rows } = await firstValueFrom(monitor.spend({ by: 'source', window }));
      return [window, rows.map(({ name, cost }) => [name, cost])] as const;
    }),
  );

describe('totals over time', () => {
  interface Step {
    readonly afterMs: number;
    readonly amount: number;
    readonly period: boolean;
  }
  const steps = fc.array(
    fc.record({
      afterMs: fc.constantFrom(30 * SECOND, 5 * MINUTE, 16 * MINUTE, 50 * MINUTE, 5 * HOUR, 26 * HOUR),
      amount: fc.integer({ min: -3, max: 6 }),
      period: fc.boolean(),
    }),
    { minLength: 2, maxLength: 40 },
  );
  /** What the readings of a row are, as Redis keeps them, made less as a worker does. */
  class Kept {
    text = '';
    #seen = '';

    read(record: FeedRecord, reading: string): void {
      const [body = '', ...lines] = this.text.split('\n');
      const numbers = numbersOf(record);
      const isNew = lines[0]?.split(' ')[2] !== numbers;
      const [, now] = storedParts(record, reading);
      const line = isNew ? [`${reading} ${this.#seen || reading} ${numbers}`] : [];
      this.text = [isNew ? now : body, ...line, ...lines].join('\n');
      this.#seen = reading;
    }

    thin(now: number): void {
      this.text = thinned(this.text, now) || this.text;
    }
  }
  const watch = (start: number) => {
    const clock = new Clock(start);
    const events = new Subject<FeedEvent>();
    const monitor = picture(events, [describeSource(fakeSource([totals()]))], {
      ...{ scheduler: clock, random: () => 0, rules: [], frameMs: 1 },
    });
    monitor.overview$.subscribe();
    const read = (reading: string, records: readonly FeedRecord[]): void => {
      const of = { source: 'acme', feed: 'totals', reading, at: reading };
      events.next({ type: 'begin', ...of });
      events.next({ type: 'records', ...of, records });
      events.next({ type: 'end', ...of, end: 'complete', leftOut: 0 });
    };
    const replay = (reading: string, all: ReturnType<typeof readingsOf>): void => {
      const of = { source: 'acme', feed: 'totals', reading };
      events.next({ type: 'begin', ...of, at: reading });
      for (const { reading: at, record } of all)
        events.next({ type: 'records', ...of, at, seenIn: at, records: [record] });
      events.next({ type: 'end', ...of, at: reading, end: 'complete', leftOut: 0 });
    };
    return { clock, monitor, read, replay };
  };

  it('a gateway that begins later counts the growth of each minute, hour and day as one that has seen it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all: readonly Step[]) => {
        const length = all.reduce((sum, { afterMs }) => sum + afterMs, 0);
        const early = watch(NOON - length);
        const kept = new Kept();
        let [amount, period] = [20, 0];
        for (const step of all) {
          early.clock.sleep(step.afterMs);
          amount = Math.max(0, amount + step.amount);
          // A new period begins at nought.
          if (step.period && step.amount < 0) [amount, period] = [1, period + 1];
          const record = total('c1', amount, { start: new Date(NOON - 99 * DAY + period).toISOString() });
          early.read(early.clock.iso(), [record]);
          kept.read(record, early.clock.iso());
          kept.thin(early.clock.now());
        }
        early.clock.advance(1);
        const late = watch(NOON);
        // They come in one reading: a list is not read again by it.
        late.replay(early.clock.iso(), readingsOf(kept.text));
        expect(await spendOf(late.monitor)).to.deep.equal(await spendOf(early.monitor));
        for (const { monitor } of [early, late]) monitor.close();
      }),
      { numRuns: 40, seed: 14, endOnFailure: true },
    );
  });

  const at = (ms: number): string => new Date(ms).toISOString();
  const history = (...lines: readonly (readonly [agoMs: number, amount: number])[]): string => {
    const kept = new Kept();
    for (const [agoMs, amount] of lines) kept.read(total('c1', amount), at(NOON - agoMs));
    return kept.text;
  };
  const amountsIn = (text: string): readonly string[] =>
    text
      .split('\n')
      .slice(1)
      .map((line) => /"amount":"([^"]*)"/.exec(line)?.[1] ?? '')
      .reverse();
  const cases: readonly [what: string, kept: string, amounts: readonly string[]][] = [
    ['what is new stays', history([2 * MINUTE, 1], [MINUTE, 2]), ['1', '2']],
    [
      'of an hour of yesterday the last one',
      history(
        [24 * HOUR + 10 * MINUTE, 1],
        [24 * HOUR - MINUTE, 2],
        [24 * HOUR - 2 * MINUTE, 3],
        [23 * HOUR, 4],
      ),
      ['1', '3', '4'],
    ],
    [
      'of a day of last week the last one',
      history([9 * DAY, 1], [7 * DAY, 2], [7 * DAY - 3 * HOUR, 3], [6 * DAY, 4]),
      ['1', '3', '4'],
    ],
    [
      'a total that fell, and those beside it',
      history([9 * DAY, 1], [7 * DAY, 5], [7 * DAY - 3 * HOUR, 2], [7 * DAY - 6 * HOUR, 3]),
      ['1', '5', '2', '3'],
    ],
    [
      'what is too old but for the one that the next grew from',
      history([50 * DAY, 1], [40 * DAY, 2], [3 * DAY, 3]),
      ['2', '3'],
    ],
  ];
  for (const [what, kept, amounts] of cases)
    it(`are made less: ${what}`, () => {
      expect(amountsIn(thinned(kept, NOON))).to.deep.equal(amounts);
    });

  it('are forgotten where all of them are too old', () => {
    expect(thinned(history([50 * DAY, 1], [40 * DAY, 2]), NOON)).to.equal('');
  });
});

describe('totals in Redis', () => {
  const server = redisForSuite();
  const PREFIX = 'totals';
  const keys = keysOf(PREFIX);
  let redis: Redis;
  const monitors: Monitor[] = [];
  before(() => {
    redis = server.connect();
  });
  afterEach(async () => {
    for (const monitor of monitors.splice(0)) monitor.close();
    await redis.flushall();
  });
  const context: () => PollContext = () => ({
    ...{ redis, keys, leaseMs: HOUR, readingsAtATime: 4, streamLength: 100, refreshMs: 10_000 },
    ...{ random: () => 0, requestsOf: () => undefined, worker: 'worker' },
  });
  const feed = totals();
  const source = fakeSource([feed]);
  const read = async (...records: readonly FeedRecord[]): Promise<void> => {
    await redis.hdel(keys.feed('acme', 'totals'), 'dueIdle', 'dueWatched');
    feed.records = records;
    const outcome = await new Poll(source, source.feeds[0]!, context()).run(NEVER);
    expect(outcome).to.include({ type: 'read' });
  };
  const gateway = (on = redis) => {
    const monitor = clusterMonitor({ redis: on, prefix: PREFIX, rules: [], everyMs: 5, frameMs: 5 });
    monitors.push(monitor);
    const kinds: string[] = [];
    monitor.changes().subscribe(({ kind }) => kinds.push(kind));
    const shows = (amount: string): Promise<void> =>
      until(async () => {
        const { rows } = await firstValueFrom(monitor.spend({ by: 'source', window: '24h' }));
        return rows[0]?.cost[0]?.amount === amount;
      }, `spend of ${amount}`);
    return { monitor, kinds, shows };
  };

  it('a gateway that begins later shows the same spend, and emits no reset that was before it', async () => {
    await redis.hset(keys.sources, 'acme', JSON.stringify(describeSource(source)));
    await read(total('c1', 100), total('c2', 7));
    const early = gateway();
    await until(async () => (await firstValueFrom(early.monitor.overview$)).state === 'ready', 'it is ready');
    for (const [c1, c2] of [
      [105, 7],
      [105, 7.5],
      [3, 7.5],
      [4.25, 9],
    ] as const)
      await read(total('c1', c1), total('c2', c2));
    // One row leaves, and comes back with more.
    await read(total('c2', 9));
    await read(total('c1', 6.25), total('c2', 9));
    await early.shows('10.25');
    expect(early.kinds).to.deep.equal(['reset']);
    const late = gateway();
    const isReady = async (): Promise<boolean> =>
      (await firstValueFrom(late.monitor.overview$)).monthToDate.coverage.included.length === 1;
    await until(isReady, 'it is ready');
    await late.shows('10.25');
    // Each of them has had the last reading by and by.
    const figuresOf = async ({ monitor }: { readonly monitor: Monitor }) => ({
      spend: await spendOf(monitor),
      month: (await firstValueFrom(monitor.overview$)).monthToDate,
    });
    let both: readonly unknown[] = [];
    await until(
      async () => {
        both = await Promise.all([early, late].map(figuresOf));
        return isDeepStrictEqual(both[0], both[1]);
      },
      () => `both show the same: ${JSON.stringify(both)}`,
    );
    expect(late.kinds).to.deep.equal([]);
    await read(total('c1', 7), total('c2', 9));
    await Promise.all([early, late].map(({ shows }) => shows('11')));
  });

  it('that grow while a gateway reads what is kept are given as they were: the rest comes with its reading', async () => {
    await redis.hset(keys.sources, 'acme', JSON.stringify(describeSource(source)));
    await read(total('c1', 10), total('c2', 1));
    const baseline = new Baseline(redis, keys, 'acme', source.feeds[0]!).events();
    const { value: begin } = (await baseline.next()) as { readonly value: FeedEvent & { reading: string } };
    await read(total('c1', 20), total('c2', 2));
    await read(total('c1', 30), total('c2', 2));
    const seen: unknown[] = [];
    for await (const event of baseline)
      if (event.type === 'records')
        for (const record of event.records)
          if (record.type === 'cost') seen.push([event.reading, event.seenIn, record.cost.amount]);
    expect(seen).to.have.deep.members([
      [begin.reading, undefined, '10'],
      [begin.reading, undefined, '1'],
    ]);
  });

  it('that a later reading wrote, before a gateway saw that they did not change, lose no step', async () => {
    await redis.hset(keys.sources, 'acme', JSON.stringify(describeSource(source)));
    await read(total('c1', 100), total('c2', 7));
    const slow = server.connect();
    const { monitor, kinds, shows } = gateway(slow);
    await until(async () => (await firstValueFrom(monitor.overview$)).state === 'ready', 'it is ready');
    slow.disconnect();
    for (const [c1, c2] of [
      [100, 8],
      [3, 8],
      [4, 8],
      [4, 9],
    ] as const)
      await read(total('c1', c1), total('c2', c2));
    await slow.connect();
    await shows('3');
    expect(kinds).to.deep.equal(['reset']);
  });
});
