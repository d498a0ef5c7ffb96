import { expect } from 'chai';
import { Subject, type Observable } from 'rxjs';
import type { FeedEvent, FeedInfo } from '../../src/monitor/feed.js';
import { picture } from '../../src/monitor/picture.js';
import { defaultRules } from '../../src/monitor/rules/index.js';
import { money, type FeedRecord } from '../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import {
  cost,
  credential,
  limit,
  principal,
  project,
  ref,
  request,
  total,
  usage,
} from './support/records.js';
import { tracked, type Sizes } from './support/tracked.js';
import { Seen, stage } from './support/watch.js';

const KEYS_A_DAY = 4;
/** Bounded by a number of their own, which no test reaches: 10,000 texts of times, 100,000 events that were seen. */
const BOUNDED = ['store/times.ts', 'store/once.ts'];

/** Everything that one day has and no other: keys, people, projects, models, currencies, lines of a bill, lists, limits. */
const recordsOf = (day: number): Readonly<Record<string, readonly FeedRecord[]>> => {
  const start = NOON - (NOON % DAY) + day * DAY;
  const name = (kind: string, n: number): string => `${kind}-${String(day)}-${String(n)}`;
  const each = <A>(make: (n: number) => A): readonly A[] =>
    Array.from({ length: KEYS_A_DAY }, (_, n) => make(n));
  const dimsOf = (n: number) => ({
    credential: ref('api_token', name('key', n)),
    principal: ref('user', name('user', n)),
    project: ref('project', name('project', n)),
    model: name('model', n),
    environment: name('environment', n),
  });
  return {
    users: each((n) => principal(name('user', n))),
    keys: each((n) =>
      credential(name('key', n), {
        owner: ref('user', name('user', n)),
        scopeContainer: ref('project', name('project', n)),
        createdAt: new Date(start).toISOString(),
        expiresAt: new Date(start + 2 * DAY).toISOString(),
        status: 'active',
      }),
    ),
    projects: each((n) => project(name('project', n))),
    limits: each((n) =>
      limit(name('limit', n), { subject: ref('project', name('project', n)), limit: money(1, 'usd') }),
    ),
    usage: each((n) =>
      usage(
        start + HOUR,
        HOUR,
        { requests: 3, input_tokens: 10 },
        { dims: dimsOf(n), resource: name('usage', n) },
      ),
    ),
    costs: each((n) =>
      cost(start, DAY, 2, { dims: dimsOf(n), currency: name('C', n), resource: name('costs', n) }),
    ),
    log: each((n) => request(name('request', n), start + HOUR, 1, { dims: dimsOf(n) })),
    totals: each((n) => total(name('total', n), day, { dims: dimsOf(n) })),
  };
};

const LISTS = [
  ['users', { gives: ['principal'] }],
  ['keys', { gives: ['credential'] }],
  ['projects', { gives: ['project'] }],
  ['limits', { gives: ['limit'] }],
  ['usage', { kind: 'buckets', gives: ['usage'], reachMs: HOUR }],
  ['costs', { kind: 'buckets', gives: ['cost'], reachMs: HOUR }],
  ['log', { kind: 'events', gives: ['cost'] }],
  ['totals', { kind: 'counters', gives: ['cost'] }],
] as const;

/** A monitor that many look at, whose source has other records each day. */
const departing = () => {
  const feeds = LISTS.map(([id, options]) => new FakeFeed(id, options));
  const set = stage([fakeSource(feeds)], { rules: defaultRules, budgets: [], always: true });
  const { monitor } = set;
  const views: readonly Observable<unknown>[] = [
    monitor.overview$,
    monitor.limits$,
    monitor.findings$,
    monitor.credentials({ sort: '-cost' }),
    monitor.principals({ sort: '-requests' }),
    monitor.spend({ by: 'key', window: '24h' }),
    monitor.spend({ by: 'model', window: '7d' }),
    monitor.series({ by: 'project', window: '30d' }),
    monitor.within({ owner: 'user-0-0' }).spend({ by: 'key', window: 'month' }),
    monitor.changes(),
  ];
  const subscriptions = views.map((view) => view.subscribe());
  let day = 0;
  const run = (days: number): void => {
    for (const end = day + days; day < end; day += 1) {
      const records = recordsOf(day);
      for (const feed of feeds) feed.records = records[feed.id] ?? [];
      set.clock.advance(3 * MINUTE);
      set.clock.sleep(DAY - 3 * MINUTE);
    }
  };
  return { run, close: () => subscriptions.forEach((each) => each.unsubscribe()) };
};

const FEEDS: readonly FeedInfo[] = LISTS.slice(0, 6).map(([id, options]) => new FakeFeed(id, options).info);

/** A monitor of accounts of which each is read for one day, and has a name of its own. */
const accounts = () => {
  const clock = new Clock();
  const events = new Subject<FeedEvent>();
  const monitor = picture(events, undefined, { scheduler: clock, random: () => 0, rules: defaultRules });
  const views: readonly Observable<unknown>[] = [
    monitor.overview$,
    monitor.sources$,
    monitor.findings$,
    monitor.limits$,
    monitor.credentials(),
    monitor.principals(),
    monitor.spend({ by: 'source', window: '7d' }),
    monitor.spend({ by: 'provider', window: '24h' }),
    monitor.series({ by: 'source', window: '30d' }),
    monitor.changes(),
  ];
  const subscriptions = views.map((view) => view.subscribe());
  const rows = new Seen(monitor.sources$, clock);
  const spend = new Seen(monitor.spend({ by: 'source', window: 'today' }), clock);
  const has = (name: string, feeds: readonly FeedInfo[]): void =>
    events.next({ type: 'source', at: clock.iso(), info: { name, provider: 'acme', feeds } });
  const read = (source: string, feed: string, records: readonly FeedRecord[]): void => {
    const of_ = { source, feed, reading: clock.iso(), at: clock.iso() };
    const from = clock.iso(-HOUR);
    events.next({ ...of_, type: 'begin' });
    events.next({ ...of_, type: 'records', records });
    events.next({ ...of_, type: 'end', end: 'complete', leftOut: 0, asOf: clock.iso(), from });
  };
  let day = 0;
  const run = (days: number): void => {
    for (const end = day + days; day < end; day += 1) {
      const source = `account-${String(day)}`;
      has(source, FEEDS);
      const own = (record: FeedRecord): FeedRecord =>
        JSON.parse(JSON.stringify(record).replaceAll('acme', source)) as FeedRecord;
      for (const [list, records] of Object.entries(recordsOf(day)))
        if (FEEDS.some(({ id }) => id === list)) read(source, list, records.map(own));
      clock.advance(MINUTE);
      // One that takes over the number of another shows nothing of it.
      expect(rows.last.map((row) => [row.source, row.state])).to.deep.equal(FEEDS.map(() => [source, 'ok']));
      expect(spend.last.rows.map((row) => [row.name, row.cost.length])).to.deep.equal([[source, KEYS_A_DAY]]);
      expect(spend.last.coverage).to.deep.equal({ included: [source], missing: [] });
      has(source, []);
      clock.advance(MINUTE);
      clock.sleep(DAY - 2 * MINUTE);
    }
  };
  return { run, close: () => subscriptions.forEach((each) => each.unsubscribe()) };
};

/** Collections of the index that are larger after more days of the same. */
const grownIn = async (
  sizes: Sizes,
  { run, close }: { readonly run: (days: number) => void; readonly close: () => void },
): Promise<readonly unknown[]> => {
  // Longer than anything is held: days that were reported are compared for 60.
  run(80);
  const early = await sizes();
  run(15);
  const late = await sizes();
  close();
  expect(early.size, 'collections that were looked at').to.be.above(40);
  return [...late]
    .map(([made, size]) => ({ made, from: early.get(made) ?? 0, to: size }))
    .filter(({ made, from, to }) => to > from + KEYS_A_DAY && !BOUNDED.some((file) => made.startsWith(file)));
};

describe('memory over time', () => {
  it('of records that leave again nothing stays: every collection of the index goes back to its size', () =>
    tracked(async (sizes) => {
      expect(await grownIn(sizes, departing())).to.deep.equal([]);
    }));

  it('nor does anything stay of accounts that come and go', () =>
    tracked(async (sizes) => {
      expect(await grownIn(sizes, accounts())).to.deep.equal([]);
    }));
});
