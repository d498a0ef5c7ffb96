import { expect } from 'chai';
import { buckets, counters, defineSource, events, snapshot } from '../../src/monitor/source/index.js';
import type { Money, UsageRecord } from '../../src/records/index.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { cost, credential, keyRef, limit, principal, project, request, usage } from './support/records.js';
import { stage, type Stage } from './support/watch.js';

/** Programs in JavaScript, and servers that nobody checks, give anything. */
type Odd = never;
const odd = (value: unknown): Odd => value as Odd;

const HOUR_AGO = NOON - HOUR;
const key = credential('odd');
const use = usage(HOUR_AGO, HOUR, { requests: 1 });
const spent = cost(HOUR_AGO, HOUR, 1);
const used = { amount: '1', currency: 'USD' };

/** Records that no index can hold, and the member that is at fault. */
const LISTED: readonly (readonly [path: string, record: unknown])[] = [
  ['type', {}],
  ['type', Promise.resolve(key)],
  ['type', { ...key, type: 'constructor' }],
  ['uid', { ...key, uid: undefined }],
  ['resource', { ...key, resource: null }],
  ['id', { ...key, id: 17 }],
  ['id', { ...key, id: '' }],
  ['kind', { ...key, kind: undefined }],
  ['status', { ...key, status: 3 }],
  ['name', { ...key, name: { first: 'a' } }],
  ['hint', { ...key, hint: 5 }],
  ['createdAt', { ...key, createdAt: new Date(NOON) }],
  ['expiresAt', { ...key, expiresAt: NOON }],
  ['owner', { ...key, owner: 'u1' }],
  ['owner', { ...key, owner: { source: 'acme', kind: 'user', id: 5 } }],
  ['scopeContainer', { ...key, scopeContainer: { source: 'acme' } }],
  ['scopes', { ...key, scopes: 'all' }],
  ['lastUsed', { ...key, lastUsed: undefined }],
  ['lastUsed', { ...key, lastUsed: { state: 'used', at: 5 } }],
  ['displayName', { ...principal('odd'), displayName: 1 }],
  ['email', { ...principal('odd'), email: ['a'] }],
  ['environment', { ...principal('odd'), environment: 1 }],
  ['name', { ...project('odd'), name: 1 }],
  ['subject', { ...limit('odd'), subject: undefined }],
  ['measure', { ...limit('odd'), measure: undefined }],
  ['limit', { ...limit('odd'), limit: null }],
  ['limit', { ...limit('odd'), limit: NaN }],
  ['limit', { ...limit('odd'), limit: { amount: 'much', currency: 'USD' } }],
  ['limit', { ...limit('odd'), limit: { amount: 5, currency: 'USD' } }],
  ['used', { ...limit('odd'), used: { amount: '1e3', currency: 'USD' } }],
  ['used', { ...limit('odd'), used: { amount: '1' } }],
];

const FIGURES: readonly (readonly [path: string, record: unknown])[] = [
  ['uid', { ...use, uid: 5 }],
  ['dims', { ...use, dims: undefined }],
  ['dims.credential', { ...use, dims: { credential: 'k1' } }],
  ['dims.principal', { ...use, dims: { principal: { source: 'acme', id: 5 } } }],
  ['dims.model', { ...use, dims: { model: 5 } }],
  ['measures', { ...use, measures: undefined }],
  ['measures', { ...use, measures: null }],
  ['cost', { ...spent, cost: undefined }],
  ['cost', { ...spent, cost: { amount: 5, currency: 'USD' } }],
  ['cost', { ...spent, cost: { amount: '5' } }],
  ['cost', { ...spent, cost: { amount: '5', currency: '' } }],
  ['basis', { ...spent, basis: 'guessed' }],
];

const check = (make: (record: unknown) => Stage, path: string, record: unknown): void => {
  const set = make(record);
  const sources = set.see(set.monitor.sources$);
  const keys = set.see(set.monitor.credentials({ filter: 'k' }));
  const people = set.see(set.monitor.principals({ filter: 'p' }));
  const limits = set.see(set.monitor.limits$);
  const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
  const overview = set.see(set.monitor.overview$);
  set.clock.advance(2 * MINUTE);
  expect(sources.last.find(({ source }) => source === 'odd')).to.deep.include({
    leftOut: 1,
    state: 'partial',
  });
  const item = sources.last.find(({ source }) => source === 'odd')?.leftOutItems?.[0];
  expect(item).to.deep.include({ reason: 'refuse', path });
  expect(sources.last.find(({ source }) => source === 'fine')?.state).to.equal('ok');
  expect(keys.last.rows.map(({ id }) => id)).to.deep.equal(['k1']);
  expect(people.last.rows.map(({ id }) => id)).to.deep.equal(['p1']);
  expect(limits.last.map(({ uid }) => uid)).to.deep.equal(['fine/limits/l1']);
  expect(spend.last.rows.find(({ source }) => source === 'fine')?.cost[0]?.amount).to.equal('3');
  expect(overview.last.state).to.equal('ready');
};

/** What is beside the odd record in its list, and a source that has nothing to do with it. */
const beside = [credential('k1', { source: 'odd' }), principal('p1', { source: 'odd' })];
const fine = () => {
  const limits = new FakeFeed('limits', { gives: ['limit'] });
  const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
  limits.records = [limit('l1', { source: 'fine' })];
  costs.records = [cost(NOON - 12 * HOUR, DAY, 3, { source: 'fine' })];
  return fakeSource([limits, costs], 'fine');
};

/** The value of the member that is at fault, for a title. */
const named = (path: string, record: unknown): string => {
  const value = path
    .split('.')
    .reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], record);
  return value === undefined ? 'undefined' : JSON.stringify(value);
};

describe('a record that no index can hold is left out, counted and named, and spoils nothing else', () => {
  for (const [path, record] of LISTED)
    it(`of a list: ${path} ${named(path, record)}`, () => {
      check(
        (given) => {
          const feed = snapshot(
            { pages: () => [{ items: [beside[0], given, beside[1]] }] },
            { id: 'list', every: MINUTE, records: (item) => odd(item) },
          );
          return stage([defineSource({ name: 'odd', provider: 'odd', feeds: [feed] }), fine()]);
        },
        path,
        record,
      );
    });

  for (const [path, record] of FIGURES)
    for (const temporality of ['bucket', 'event', 'cumulative', 'period_to_date'] as const)
      it(`of figures: ${path} ${named(path, record)}, ${temporality}`, () => {
        check(
          (given) => {
            const make = {
              bucket: buckets,
              event: events,
              cumulative: counters,
              period_to_date: counters,
            }[temporality] as typeof buckets;
            const pages = () => [{ items: [given] }];
            const records = (item: unknown) => odd({ ...(item as object), temporality });
            const figures = make(
              odd(temporality === 'bucket' || temporality === 'event' ? () => ({ pages }) : { pages }),
              {
                id: 'figures',
                every: MINUTE,
                spanMs: DAY,
                records,
              },
            );
            const list = snapshot(
              { pages: () => [{ items: beside }] },
              { id: 'list', every: MINUTE, records: (item) => item },
            );
            const source = defineSource({ name: 'odd', provider: 'odd', feeds: [figures, list] });
            return stage([source, fine()]);
          },
          path,
          record,
        );
      });

  it('a mapping that gives nothing, or nothing in a list, leaves its item out; one that gives no records at all does not', () => {
    const given = new Map<string, unknown>([
      ['nothing', undefined],
      ['null', null],
      ['number', 5],
      ['hole', [undefined]],
      ['none', []],
      ['k1', credential('k1', { source: 'odd' })],
    ]);
    const set = stage([
      defineSource({
        name: 'odd',
        provider: 'odd',
        feeds: [
          snapshot(
            { pages: () => [{ items: [...given.keys()] }] },
            {
              id: 'list',
              every: MINUTE,
              records: (item) => odd(given.get(item)),
            },
          ),
        ],
      }),
    ]);
    const sources = set.see(set.monitor.sources$);
    const keys = set.see(set.monitor.credentials());
    set.clock.advance(SECOND);
    expect(sources.last[0]).to.deep.include({ leftOut: 4, state: 'partial', records: 1 });
    expect(keys.last.rows.map(({ id }) => id)).to.deep.equal(['k1']);
  });

  it('an item that gives very many records gives all of them', () => {
    const count = 200_000;
    const feed = events(() => ({ pages: () => [{ items: [0] }] }), {
      id: 'requests',
      every: MINUTE,
      spanMs: HOUR,
      records: () => Array.from({ length: count }, (_, n) => request(String(n), NOON - MINUTE, 1)),
    });
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })]);
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(sources.last[0]).to.deep.include({ leftOut: 0, records: count });
  });
});

describe('figures beyond what can be added up', () => {
  const refused = (record: UsageRecord): void => {
    const feed = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
    feed.records = [usage(NOON - MINUTE, MINUTE, { requests: 7, total_tokens: 7 }, { more: 'fine' }), record];
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: '60m' }));
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(sources.last[0]?.leftOut).to.equal(1);
    feed.records = [usage(NOON - MINUTE, MINUTE, { requests: 7, total_tokens: 7 }, { more: 'fine' })];
    set.clock.advance(2 * MINUTE);
    expect(spend.last.rows[0]).to.deep.include({ requests: 7, tokens: { requests: 7, total_tokens: 7 } });
  };
  for (const value of [NaN, Infinity, -Infinity, 1e308, -1e308, 2 ** 53 + 2, '5', null])
    it(`a measure of ${String(value)} is refused, and leaves no trace in the sums`, () => {
      refused(usage(NOON - MINUTE, MINUTE, { requests: odd(value) }));
    });

  it('tokens so few that no rate can be made of them make no rate', () => {
    const feed = new FakeFeed('all', { kind: 'buckets', gives: ['usage', 'cost'] });
    const today = NOON - 12 * HOUR;
    feed.records = [
      ...[1, 2, 3].flatMap((back) => [
        usage(today - back * DAY, DAY, { total_tokens: 5e-324 }),
        cost(today - back * DAY, DAY, 100),
      ]),
      usage(today, DAY, { total_tokens: 1_000_000 }),
    ];
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(2 * MINUTE);
    expect(spend.last.rows[0]?.cost).to.deep.equal([]);
    expect(overview.last.state).to.equal('ready');
  });

  it('a request that is said to be of the far future is refused: it would count in every window, forever', () => {
    const feed = new FakeFeed('requests', { kind: 'events', gives: ['cost'] });
    feed.records = [
      request('r1', NOON - MINUTE, 1, { dims: { credential: keyRef('k1') } }),
      request('r2', NOON + 400 * DAY, 5, { dims: { credential: keyRef('k1') } }),
      { ...request('r3', NOON, 0), start: '+275760-09-13T00:00:00.000Z', cost: odd({}) },
      request('r4', Date.parse('+275760-09-12T00:00:00.000Z'), 5),
    ];
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'key', window: '60m' }));
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(spend.last.rows.map(({ cost: sum }) => sum[0]?.amount)).to.deep.equal(['1']);
    expect(sources.last[0]?.leftOut).to.equal(3);
    set.clock.advance(2 * DAY);
    expect(spend.last.rows).to.deep.equal([]);
  });

  it('a total that is negative, such as a credit, is what it is: sums are exact, and no share is outside of 0 to 1', () => {
    const feed = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
    const today = NOON - 12 * HOUR;
    const of = (id: string, amount: number) => cost(today, DAY, amount, { dims: { credential: keyRef(id) } });
    feed.records = [of('k1', 5), of('k2', -7.25), of('k3', 0)];
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    expect(spend.last.sum.value?.[0]?.amount).to.equal('-2.25');
    expect(spend.last.rows.map((row) => [row.cost[0]?.amount, row.share])).to.deep.equal([
      ['5', undefined],
      ['0', undefined],
      ['-7.25', undefined],
    ]);
    expect(overview.last.spendToday.value?.[0]?.amount).to.equal('-2.25');
  });

  it('data is never newer than its reading: a provider that says so is stale when it is not read', () => {
    const feed = new FakeFeed('keys', { gives: ['credential'] });
    feed.asOf = '9999-12-31T00:00:00.000Z';
    const set = stage([fakeSource([feed])]);
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(sources.last[0]?.asOf).to.equal(new Date(NOON).toISOString());
    feed.isHanging = true;
    set.clock.advance(4 * MINUTE);
    expect(sources.last[0]?.state).to.equal('stale');
  });
});

describe('times', () => {
  const times: readonly (readonly [start: string, isRefused: boolean])[] = [
    ['2026-11-28T11:00:00.000Z', false],
    ['2026-11-28T11:00:00z', false],
    ['2026-11-28T13:00:00+02:00', false],
    ['2026-11-28T06:30:00.000-0430', false],
    ['2026-11-28T11:00:00', true],
    ['2026-11-28 11:00', true],
    ['Sat Nov 28 2026', true],
    ['1795863600', true],
    ['', true],
  ];
  for (const [start, isRefused] of times)
    it(`'${start}' is ${isRefused ? 'no time that is the same on every machine: refused' : 'one time everywhere'}`, () => {
      const feed = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
      feed.records = [{ ...usage(NOON - HOUR, HOUR, { requests: 7 }), start }];
      const set = stage([fakeSource([feed])]);
      const series = set.see(set.monitor.series({ by: 'source', measure: 'requests', window: '24h' }));
      const sources = set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      expect(sources.last[0]?.leftOut).to.equal(isRefused ? 1 : 0);
      expect(series.last.lines[0]?.values.at(-2)).to.equal(isRefused ? undefined : 7);
    });

  it('a request of no such time is refused, too; one that says none happened when it was read', () => {
    const feed = new FakeFeed('requests', { kind: 'events', gives: ['cost'] });
    feed.records = [
      { ...request('r1', NOON, 1), start: '2026-11-28T11:00:00' },
      { ...request('r2', NOON, 2), start: undefined },
    ];
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: '60m' }));
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(sources.last[0]?.leftOut).to.equal(1);
    expect(spend.last.sum.value?.[0]?.amount).to.equal('2');
  });
});

describe('what has no name', () => {
  it('a dimension without an id is none: it counts as unattributed', () => {
    const feed = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
    feed.records = [
      usage(NOON - MINUTE, MINUTE, { requests: 1 }, { dims: { credential: keyRef(''), model: '' } }),
    ];
    const set = stage([fakeSource([feed])]);
    const rows = (['key', 'model'] as const).map((by) => set.see(set.monitor.spend({ by, window: '60m' })));
    set.clock.advance(SECOND);
    for (const seen of rows)
      expect(seen.last.rows.map(({ id, name }) => [id, name])).to.deep.equal([
        ['acme/unattributed', 'unattributed'],
      ]);
  });

  it('an empty name is none: the next best is shown, in rows and in changes', () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    const people = new FakeFeed('people', { gives: ['principal'] });
    const projects = new FakeFeed('projects', { gives: ['project'] });
    const set = stage([fakeSource([keys, people, projects])]);
    const changes = set.see(set.monitor.changes());
    const table = set.see(set.monitor.credentials());
    set.clock.advance(SECOND);
    keys.records = [
      credential('k1', {
        name: '',
        hint: 'sk-…1',
        owner: { source: 'acme', kind: 'user', id: 'u1' },
        scopeContainer: { source: 'acme', kind: 'project', id: 'p1' },
      }),
    ];
    people.records = [principal('u1', { displayName: '', email: '' })];
    projects.records = [project('p1', { name: '' })];
    set.clock.advance(2 * MINUTE);
    expect(table.last.rows[0]).to.deep.include({ ownerName: 'u1', projectName: 'p1' });
    expect(changes.values.map(({ text }) => text).sort()).to.deep.equal([
      'New project p1.',
      'New token sk-…1.',
      'New user u1.',
    ]);
  });

  it('words of a provider that are also names of JavaScript are words', () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    const words = { kind: odd('constructor'), status: odd('toString') };
    keys.records = [credential('k0')];
    const set = stage([fakeSource([keys])]);
    const changes = set.see(set.monitor.changes());
    set.clock.advance(SECOND);
    keys.records = [credential('k0', words), credential('__proto__', words)];
    set.clock.advance(MINUTE);
    expect(changes.values.map(({ text }) => text)).to.deep.equal([
      'Constructor k0 was listed as a token before, has the status toString.',
      'New constructor __proto__.',
    ]);
  });
});

const limitOf = (value: unknown): { amount: string; currency: string } => value as Money;

describe('budgets that are none', () => {
  const refusals: readonly (readonly [what: string, budget: object, says: RegExp])[] = [
    ['an amount that is no number', { limit: limitOf({ amount: 'much', currency: 'USD' }) }, /amount/],
    ['an amount below zero', { limit: limitOf({ amount: '-5', currency: 'USD' }) }, /amount/],
    ['no limit', { limit: undefined }, /amount/],
    ['a currency that is none', { limit: limitOf({ amount: '5', currency: '' }) }, /currency/],
    ['a period that is none', { period: 'fortnight' }, /period/],
    ['an empty name', { name: '' }, /name/],
    ['a field that nothing is narrowed by', { where: { proyect: 'p_1' } }, /where.*proyect/],
    ['a value that is none', { where: { project: 5 } }, /where/],
  ];
  for (const [what, budget, says] of refusals)
    it(`${what}: refused when the monitor is made`, () => {
      const good = { name: 'mine', limit: used, period: 'month' };
      expect(() => stage([], { budgets: [odd({ ...good, ...budget })] })).to.throw(RangeError, says);
    });

  it('no budgets, and no sources: every view is there, and empty', () => {
    const set = stage([], { budgets: [] });
    const limits = set.see(set.monitor.limits$);
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(SECOND);
    expect(limits.last).to.deep.equal([]);
    expect(overview.last.spendToday).to.deep.equal({
      quality: 'reported',
      coverage: { included: [], missing: [] },
    });
  });

  it('a limit of a source that is named as budgets are is a limit of that source', () => {
    const limits = new FakeFeed('limits', { gives: ['limit'] });
    limits.records = [
      { ...limit('l', { source: 'local', measure: 'requests', limit: 5, used: 1 }), uid: 'local/limits/l' },
    ];
    const set = stage([fakeSource([limits], 'local', 'local')], {
      budgets: [{ name: 'mine', limit: used, period: 'month' }],
    });
    const seen = set.see(set.monitor.limits$);
    set.clock.advance(SECOND);
    expect(seen.last.map(({ uid }) => uid)).to.have.members(['local/limits/l', 'local/budget/mine']);
  });
});
