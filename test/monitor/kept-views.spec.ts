import { expect } from 'chai';
import type { Observable } from 'rxjs';
import type { Monitor } from '../../src/monitor/monitor.js';
import { defaultRules } from '../../src/monitor/rules/index.js';
import { CREDENTIAL_COLUMNS } from '../../src/monitor/queries.js';
import { PRINCIPAL_COLUMNS } from '../../src/monitor/views/table-kinds.js';
import type { FeedRecord } from '../../src/records/index.js';
import { DAY, HOUR, MINUTE, NOON } from './support/clock.js';
import { FakeFeed, fakeSource, type FakeFeedOptions } from './support/fake-source.js';
import { cost, credential, principal, project, ref, usage } from './support/records.js';
import { stage, type Seen } from './support/watch.js';

const LISTS = {
  users: { gives: ['principal'] },
  keys: { gives: ['credential'] },
  projects: { gives: ['project'] },
  usage: { kind: 'buckets', gives: ['usage'] },
  costs: { kind: 'buckets', gives: ['cost'] },
} as const satisfies Readonly<Record<string, FakeFeedOptions>>;
type List = keyof typeof LISTS;

const DIMENSIONS = ['key', 'principal', 'project', 'model', 'source', 'provider'] as const;
const directions = (columns: readonly string[]): readonly string[] =>
  columns.flatMap((column) => [column, `-${column}`]);

/** Every table in every order, and spend and charts by everything. A view of another limit is another view. */
const viewsOf = (monitor: Monitor, limit: number): ReadonlyMap<string, Observable<object>> =>
  new Map<string, Observable<object>>([
    ...directions(CREDENTIAL_COLUMNS).map(
      (sort) => [`keys ${sort}`, monitor.credentials({ sort, limit })] as const,
    ),
    ...directions(PRINCIPAL_COLUMNS).map(
      (sort) => [`people ${sort}`, monitor.principals({ sort, limit })] as const,
    ),
    ...DIMENSIONS.flatMap((by) =>
      (['24h', 'today', '30d'] as const).map(
        (window) => [`spend ${by} ${window}`, monitor.spend({ by, window, limit })] as const,
      ),
    ),
    ...DIMENSIONS.flatMap((by) =>
      (['cost', 'tokens'] as const).map(
        (measure) =>
          [`chart ${by} ${measure}`, monitor.series({ by, measure, window: 'today', limit })] as const,
      ),
    ),
  ]);

/** What a view shows; when a key that no list holds was looked at is no news of it. */
const shown = ({ last }: Seen<object>): unknown =>
  JSON.parse(
    JSON.stringify(last, (name, value: unknown) =>
      name === 'observedAt' || name === 'to' ? undefined : value,
    ),
  );

const kept = () => {
  const feeds = Object.entries(LISTS).map(([id, options]) => new FakeFeed(id, options));
  const set = stage([fakeSource(feeds)], { rules: defaultRules, always: true });
  const open = (limit: number): ReadonlyMap<string, Seen<object>> =>
    new Map([...viewsOf(set.monitor, limit)].map(([name, view]) => [name, set.see(view)]));
  const old = open(50);
  const put = (list: List, ...records: readonly FeedRecord[]): void => {
    for (const feed of feeds) if (feed.id === list) feed.records = records;
  };
  /** What has come is read, and shown by a view that is kept as by one that is opened now. */
  const same = (what: string, ms = 2 * MINUTE): void => {
    set.clock.advance(ms);
    const now = open(49);
    for (const [name, view] of old)
      expect(shown(view), `${what}: ${name}`).to.deep.equal(shown(now.get(name) ?? view));
    for (const view of now.values()) view.leave();
  };
  return { set, put, same };
};

const TODAY = NOON - (NOON % DAY);
const keyCost = (key: string, amount: string, currency: string, start = TODAY) =>
  cost(start, DAY, amount, { currency, dims: { credential: ref('api_token', key) } });

describe('a view that is kept', () => {
  it('shows the name of what is listed later as an owner, and each name that it has after that', () => {
    const { put, same } = kept();
    put(
      'keys',
      credential('k1', { owner: ref('product', 'p1') }),
      credential('k2', { owner: ref('license', 'k3') }),
    );
    same('nobody is listed');
    put('projects', project('p1', { name: 'Editor' }));
    put('usage', usage(NOON - HOUR, HOUR, { requests: 1 }, { dims: { principal: ref('product', 'p1') } }));
    same('a product with the id of an owner');
    put('projects', project('p1', { name: 'Zoo' }));
    same('it has another name');
    put('keys', credential('k2', { owner: ref('license', 'k3') }), credential('k3', { name: 'Seat' }));
    same('so has a licence that owns a key');
  });

  it('shows the name by which figures call somebody last', () => {
    const { put, same } = kept();
    const by = (name: string) => ({ ...ref('user', 'u1'), name });
    const use = (name: string) =>
      usage(
        NOON - HOUR,
        HOUR,
        { requests: 1 },
        { dims: { credential: ref('api_token', 'k1'), principal: by(name) } },
      );
    put('usage', use('Nina'));
    same('a first name');
    put('usage', use('Zora'));
    same('another one');
    put('users', principal('u1', { displayName: 'Ann' }));
    same('a list says it');
    put('usage', use('Nina'));
    same('figures say another');
  });

  it('is sorted by the currency that most have now', () => {
    const { set, put, same } = kept();
    const byCost = set.see(set.monitor.credentials({ sort: '-cost', window: 'today' }));
    const order = (): string => byCost.last.rows.map(({ id }) => id).join(' ');
    put('keys', ...['k1', 'k2', 'k3', 'k4'].map((id) => credential(id)));
    const dollars = [keyCost('k1', '5', 'USD'), keyCost('k2', '3', 'USD'), keyCost('k1', '1', 'EUR')];
    put('costs', ...dollars);
    same('dollars');
    expect(order()).to.equal('k1 k2 k3 k4');
    put('costs', ...dollars, keyCost('k2', '2', 'EUR'), keyCost('k3', '7', 'EUR'), keyCost('k4', '6', 'EUR'));
    same('euros');
    expect(order()).to.equal('k3 k4 k2 k1');
  });

  it('is sorted by what is estimated where nothing is reported yet', () => {
    const { set, put, same } = kept();
    const byCost = set.see(set.monitor.credentials({ sort: '-cost', window: 'today' }));
    const use = (key: string, start: number, tokens: number) =>
      usage(start, HOUR, { input_tokens: tokens }, { dims: { credential: ref('api_token', key) } });
    put('keys', credential('k1'), credential('k2'), credential('k3'));
    put(
      'usage',
      use('k1', TODAY - DAY, 100),
      use('k1', TODAY, 10),
      use('k2', TODAY, 30),
      use('k3', TODAY, 20),
    );
    put('costs', keyCost('k1', '2', 'USD', TODAY - DAY));
    same('a rate');
    expect(byCost.last.rows.map(({ id, cost: amounts }) => [id, amounts?.[0]?.amount])).to.deep.equal([
      ['k2', '0.6'],
      ['k3', '0.4'],
      ['k1', '0.2'],
    ]);
  });

  it('counts the keys of somebody without those that are forgotten, and sorts by that count', () => {
    const { set, put, same } = kept();
    const byKeys = set.see(set.monitor.principals({ sort: '-credentials' }));
    const counts = (): readonly unknown[] => byKeys.last.rows.map(({ id, credentials }) => [id, credentials]);
    const key = (id: string, owner: string) => credential(id, { owner: ref('user', owner) });
    put('users', principal('u1'), principal('u2'));
    put('keys', key('k1', 'u1'), key('k2', 'u1'), key('k3', 'u2'));
    // Two more keys are named by figures alone: no list holds them.
    const ghost = (id: string) =>
      usage(
        NOON - HOUR,
        HOUR,
        { requests: 1 },
        { dims: { credential: ref('api_token', id), principal: ref('user', 'u2') } },
      );
    put('usage', ghost('g1'), ghost('g2'));
    same('three keys');
    expect(counts()).to.deep.equal([
      ['u1', 2],
      ['u2', 1],
    ]);
    put('keys', key('k3', 'u2'));
    put('usage');
    same('two have vanished');
    for (let day = 0; day < 40; day += 1) {
      set.clock.sleep(DAY - 2 * MINUTE);
      set.clock.advance(2 * MINUTE);
    }
    same('they are forgotten');
    expect(counts()).to.deep.equal([
      ['u2', 1],
      ['u1', 0],
    ]);
  });
});
