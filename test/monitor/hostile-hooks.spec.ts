import { expect } from 'chai';
import { concat, EMPTY, of, Subject, throwError } from 'rxjs';
import { createMonitor } from '../../src/monitor/create-monitor.js';
import { picture } from '../../src/monitor/picture.js';
import { defineRule, type AnyRule, type Verdict } from '../../src/monitor/rules/rule.js';
import { buckets, defineSource, events, snapshot, type FeedEvent } from '../../src/monitor/source/index.js';
import type { ChangeEvent } from '../../src/monitor/shapes.js';
import type { FeedRecord } from '../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { cost, credential, keyRef, request, usage } from './support/records.js';
import { Seen, stage } from './support/watch.js';

const odd = (value: unknown): never => value as never;
const boom = (): never => {
  throw new Error('thrown by a function of the user');
};

const keysFeed = (id = 'keys'): FakeFeed => {
  const feed = new FakeFeed(id, { gives: ['credential'] });
  feed.records = [credential('k1')];
  return feed;
};

describe('functions of the user that throw, or give what they should not', () => {
  const rule = (check: () => unknown): AnyRule =>
    defineRule({
      id: 'mine',
      title: 'Mine',
      severity: 'low',
      docs: '',
      on: 'credential',
      needs: ['credential'],
      check: () => check() as Verdict,
    });
  const hit = { evidence: [{ text: 'It is one.', refs: [] }] };
  const verdicts: readonly (readonly [what: string, check: () => unknown, severity: string])[] = [
    ['throws', boom, ''],
    ['gives null', () => null, ''],
    ['gives false', () => false, ''],
    ['gives a promise', () => Promise.resolve(hit), ''],
    ['gives no evidence', () => ({}), ''],
    ['gives evidence that is no list', () => ({ evidence: 'bad' }), ''],
    ['gives evidence without a text', () => ({ evidence: [{ refs: [] }] }), ''],
    ['gives evidence without references', () => ({ evidence: [{ text: 'a' }] }), ''],
    ['gives a severity that is none', () => ({ ...hit, severity: '__proto__' }), 'low'],
    ['is right', () => hit, 'low'],
  ];
  for (const [what, check, severity] of verdicts)
    it(`a rule that ${what}`, () => {
      const set = stage([fakeSource([keysFeed()])], { rules: [rule(check)] });
      const findings = set.see(set.monitor.findings$);
      const overview = set.see(set.monitor.overview$);
      set.clock.advance(2 * MINUTE);
      expect(findings.last.map((row) => row.severity).join()).to.equal(severity);
      expect(overview.last.state).to.equal('ready');
      const { low, ...others } = overview.last.findings;
      expect(low).to.equal(severity === '' ? 0 : 1);
      expect(others).to.deep.equal({ info: 0, medium: 0, high: 0, critical: 0 });
    });

  const rules: readonly (readonly [what: string, more: object, says: RegExp])[] = [
    ['without needs', { needs: undefined }, /needs/],
    ['without an id', { id: '' }, /id/],
    ['on nothing', { on: 'constructor' }, /on/],
    ['of no severity', { severity: 'awful' }, /severity/],
    ['that checks nothing', { check: undefined }, /check/],
    ['that waits for no time', { forMs: NaN }, /forMs/],
  ];
  for (const [what, more, says] of rules)
    it(`a rule ${what} is refused when the monitor is made`, () => {
      expect(() => stage([], { rules: [odd({ ...rule(() => undefined), ...more })] })).to.throw(
        RangeError,
        says,
      );
    });

  for (const [what, prices] of [
    ['throws', boom],
    ['gives no amount', () => odd({ amount: 'much', currency: 'USD' })],
    ['gives no currency', () => odd({ amount: '5' })],
    ['gives a number', () => odd(5)],
  ] as const)
    it(`a price function that ${what} knows nothing: use counts without a cost`, () => {
      const feed = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
      feed.records = [usage(NOON - HOUR, HOUR, { requests: 3 })];
      const set = stage([fakeSource([feed])], { prices });
      const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
      set.clock.advance(MINUTE);
      expect(spend.last.rows[0]).to.deep.include({ cost: [], requests: 3 });
      expect(feed.reads).to.equal(2);
    });

  const faults: readonly (readonly [what: string, faultOf: () => unknown])[] = [
    ['throws', boom],
    ['gives nothing', () => undefined],
    ['gives a text', () => 'down'],
    ['gives a state that is none', () => ({ state: 'ok', error: { class: 'E', message: 'm' } })],
    ['gives no error', () => ({ state: 'down' })],
    ['gives no message', () => ({ state: 'down', error: { class: 'E' } })],
  ];
  for (const [what, faultOf] of faults)
    it(`faultOf of a feed that ${what}: the list is down, in words, and the others are read`, () => {
      const bad = snapshot(
        { pages: () => throwError(() => httpError(500)) },
        { id: 'bad', every: MINUTE, faultOf: odd(faultOf), records: () => [] },
      );
      const good = keysFeed();
      const set = stage([defineSource({ name: 'odd', provider: 'odd', feeds: [bad] }), fakeSource([good])]);
      const sources = set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      const row = sources.last.find(({ feed }) => feed === 'bad');
      expect(row?.state).to.equal('down');
      expect(row?.error?.message).to.be.a('string');
      set.clock.advance(5 * MINUTE);
      expect(good.reads).to.equal(6);
    });

  for (const retryAfterMs of [1e300, Infinity, NaN, -5, 2 ** 31])
    it(`a wait of ${String(retryAfterMs)} ms that a server asks for is no wait that a timer cannot keep`, () => {
      const feed = keysFeed('limited');
      const other = keysFeed('other');
      feed.error = httpError(429, { retryAfterMs });
      const set = stage([fakeSource([feed]), fakeSource([other], 'beside')]);
      const sources = set.see(set.monitor.sources$);
      set.clock.advance(30 * SECOND);
      const row = sources.last.find((each) => each.feed === 'limited');
      expect(row?.state).to.equal('rate_limited');
      const wait = Date.parse(row?.nextPollAt ?? '') - NOON;
      expect(wait).to.be.within(SECOND, 2 ** 31 - 1);
      expect(feed.reads).to.equal(1);
      set.clock.advance(5 * MINUTE);
      expect(other.reads).to.equal(6);
    });

  it('the longest cadence, late by chance, is no time that a timer cannot keep', () => {
    const longest = 2 ** 31 - 1;
    const feed = new FakeFeed('keys', { every: { watchedMs: longest, idleMs: longest } });
    const set = stage([fakeSource([feed])], { random: () => 0.99 });
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(Date.parse(sources.last[0]?.nextPollAt ?? '') - NOON).to.equal(longest);
  });

  it('a wait that a server asked for ends though the clock is set back', () => {
    const limited = keysFeed('limited');
    const other = keysFeed('other');
    const set = stage([fakeSource([other, limited])]);
    set.see(set.monitor.sources$);
    set.clock.advance(30 * SECOND);
    limited.error = httpError(429, { retryAfterMs: 90 * SECOND });
    set.clock.advance(40 * SECOND);
    const before = other.reads;
    set.clock.sleep(-DAY);
    limited.error = undefined;
    set.clock.advance(10 * MINUTE);
    expect(other.reads - before).to.be.within(8, 10);
  });

  it('intervals of feeds are those that are named, also where a feed is named as what objects have', () => {
    const feed = { ...keysFeed('constructor').feed };
    const source = defineSource({ name: 'acme', provider: 'acme', feeds: [feed], every: {} });
    expect(source.feeds[0]?.every).to.deep.equal({ watchedMs: MINUTE, idleMs: 10 * MINUTE });
  });

  const reads: readonly (readonly [what: string, pages: () => unknown])[] = [
    ['throw', boom],
    ['are nothing', () => undefined],
    ['are a page that is nothing', () => [undefined]],
    ['are a page without items', () => [{}]],
    ['are a page of items that are no list', () => [{ items: 5 }]],
    [
      'fail behind a page',
      () =>
        concat(
          of({ items: [] }),
          throwError(() => httpError(500)),
        ),
    ],
    ['are none', () => EMPTY],
  ];
  for (const [what, pages] of reads)
    it(`pages that ${what} are one bad reading, and the next is made at its time`, () => {
      let count = 0;
      const bad = snapshot(
        {
          pages: () => {
            count += 1;
            return odd(pages());
          },
        },
        { id: 'bad', every: MINUTE, records: () => [] },
      );
      const good = keysFeed();
      const set = stage([
        defineSource({
          name: 'odd',
          provider: 'odd',
          feeds: [bad],
          drift$: odd(of(undefined, 5)),
          requests$: odd(of(undefined)),
        }),
        fakeSource([good]),
      ]);
      const overview = set.see(set.monitor.overview$);
      set.clock.advance(MINUTE + SECOND);
      expect([count, good.reads]).to.deep.equal([2, 2]);
      expect(overview.last.state).to.equal('ready');
    });
});

describe('consumers that come, leave and ask from within', () => {
  const oneKey = () => {
    const feed = keysFeed();
    return { feed, set: stage([fakeSource([feed])]) };
  };

  it('who subscribes to changes from within a change has each once, in order', () => {
    const { feed, set } = oneKey();
    const { clock, monitor } = set;
    const outer: string[] = [];
    const inner: string[] = [];
    let position: string | undefined;
    monitor.changes().subscribe((change) => {
      outer.push(change.text);
      if (position === undefined) monitor.changes('none').subscribe(({ text }) => inner.push(text));
      position = change.position;
    });
    clock.advance(SECOND);
    feed.records = ['k1', 'k2', 'k3', 'k4'].map((id) => credential(id));
    clock.advance(MINUTE);
    const news = ['k2', 'k3', 'k4'].map((id) => `New token ${id}.`);
    expect(outer).to.deep.equal(news);
    expect(inner.slice(1)).to.deep.equal(news);
  });

  it('who asks for a reading from within a change hears of what it brings after what came before', () => {
    const feed = keysFeed();
    const other = keysFeed('other');
    other.records = [];
    const own = stage([fakeSource([feed, other])], { refreshMs: 0 });
    const seen: ChangeEvent[] = [];
    own.monitor.changes().subscribe((change) => {
      seen.push(change);
      if (seen.length > 1) return;
      other.records = [credential('from-within')];
      own.monitor.refresh();
    });
    own.clock.advance(SECOND);
    feed.records = ['k1', 'k2', 'k3'].map((id) => credential(id));
    own.clock.advance(MINUTE);
    const numbers = seen.map(({ position }) => Number(position.split('.')[1]));
    expect(numbers).to.deep.equal([1, 2, 3]);
    expect(seen.map(({ subject }) => subject?.id)).to.deep.equal(['k2', 'k3', 'from-within']);
  });

  it('who asks for a reading from within a record spoils no sum', () => {
    const costs = new FakeFeed('costs', {
      kind: 'buckets',
      gives: ['cost'],
      every: { watchedMs: HOUR, idleMs: HOUR },
    });
    const more = new FakeFeed('more', {
      kind: 'buckets',
      gives: ['cost'],
      every: { watchedMs: HOUR, idleMs: HOUR },
    });
    const today = NOON - 12 * HOUR;
    const of_ = (id: string, amount: number, resource: string) =>
      cost(today, DAY, amount, { resource, dims: { credential: keyRef(id) } });
    costs.records = [of_('k1', 1, 'costs'), of_('k2', 2, 'costs')];
    more.records = [of_('k1', 10, 'more'), of_('k2', 20, 'more')];
    const set = stage([fakeSource([costs, more])], { refreshMs: 0 });
    let asked = 0;
    const records: FeedRecord[] = [];
    set.monitor.records().subscribe((record) => {
      if (record.type !== 'cost') return;
      records.push(record);
      if (asked++ < 6) set.monitor.refresh();
    });
    const spend = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
    set.clock.advance(MINUTE);
    costs.records = [of_('k1', 3, 'costs'), of_('k2', 4, 'costs')];
    set.monitor.refresh();
    set.clock.advance(MINUTE);
    expect(spend.last.rows.map(({ name, cost: sum }) => [name, sum[0]?.amount])).to.deep.equal([
      ['k2', '24'],
      ['k1', '13'],
    ]);
    expect(records.length).to.be.at.least(6);
  });

  it('who leaves, or looks at the same again, from within the first value and later ones', () => {
    const { feed, set } = oneKey();
    const { clock, monitor } = set;
    const seen: string[] = [];
    const leaver = monitor.credentials().subscribe(({ rows }) => {
      seen.push(`outer ${String(rows.length)}`);
      if (seen.length > 6) return;
      const inner = monitor.credentials().subscribe((table) => {
        seen.push(`inner ${String(table.rows.length)}`);
      });
      inner.unsubscribe();
      if (rows.length === 2) leaver.unsubscribe();
    });
    const stays = set.see(monitor.credentials());
    clock.advance(SECOND);
    feed.records = [credential('k1'), credential('k2')];
    clock.advance(MINUTE);
    feed.records = [credential('k1')];
    clock.advance(MINUTE);
    expect(seen.filter((text) => text.startsWith('outer')).at(-1)).to.equal('outer 2');
    expect(stays.last.rows.map(({ status }) => status)).to.deep.equal(['active', 'vanished']);
    for (let at = 1; at < seen.length; at += 2) expect(seen[at]?.slice(6)).to.equal(seen[at - 1]?.slice(6));
  });

  it('who closes the monitor from within a value ends all streams, each once', () => {
    const { feed, set } = oneKey();
    const { clock, monitor } = set;
    const overview = set.see(monitor.overview$);
    const changes = set.see(monitor.changes());
    const records = set.see(monitor.records());
    monitor.credentials().subscribe(({ rows }) => {
      if (rows.length === 2) monitor.close();
    });
    clock.advance(SECOND);
    feed.records = [credential('k1'), credential('k2')];
    clock.advance(MINUTE);
    for (const seen of [overview, changes, records] as readonly Seen<unknown>[])
      expect([seen.isComplete, seen.error]).to.deep.equal([true, undefined]);
    const { reads } = feed;
    clock.advance(HOUR);
    expect(feed.reads).to.equal(reads);
  });

  it('an event that comes while another is applied is applied after it', () => {
    const clock = new Clock();
    const stream = new Subject<FeedEvent>();
    const info = { id: 'usage', kind: 'buckets' as const, every: { watchedMs: MINUTE, idleMs: MINUTE } };
    const monitor = picture(stream, [{ name: 'acme', provider: 'acme', feeds: [info] }], {
      scheduler: clock,
      rules: [],
      random: () => 0,
    });
    const base = { source: 'acme', feed: 'usage', reading: clock.iso(), at: clock.iso() };
    const minute = (at: number) => usage(NOON - at * MINUTE, MINUTE, { requests: at });
    let nested = 0;
    monitor.records().subscribe(() => {
      nested += 1;
      if (nested === 1) stream.next({ ...base, type: 'records', records: [minute(4), minute(5)] });
    });
    const spend = new Seen(monitor.spend({ by: 'source', window: '60m' }), clock);
    stream.next({ ...base, type: 'records', records: [minute(1), minute(2), minute(3)] });
    clock.advance(SECOND);
    expect(spend.last.rows[0]?.requests).to.equal(15);
    monitor.close();
  });
});

describe('sources that have the same in several places', () => {
  it('identical ids of two providers and two organizations are four keys, four people, and four sums', () => {
    const names = ['openai:a', 'openai:b', 'keygen:a', 'keygen:b'];
    const sources = names.map((name) => {
      const keys = new FakeFeed('keys', { gives: ['credential'] });
      const use = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
      keys.records = [credential('same', { source: name })];
      use.records = [
        usage(
          NOON - HOUR,
          HOUR,
          { requests: 1 },
          { source: name, dims: { credential: keyRef('same', name) } },
        ),
      ];
      return fakeSource([keys, use], name, name.split(':')[0]);
    });
    const set = stage(sources);
    const keys = set.see(set.monitor.credentials({ window: 'today' }));
    const spend = set.see(set.monitor.spend({ by: 'key', window: 'today' }));
    set.clock.advance(SECOND);
    expect(keys.last.rows.map(({ uid, requests }) => [uid, requests])).to.have.deep.members(
      names.map((name) => [`${name}/credential/same`, 1]),
    );
    expect(new Set(spend.last.rows.map(({ id }) => id)).size).to.equal(4);
  });

  it('two sources of one name are refused, and a name with a slash, or none', () => {
    const make = (name: string) => fakeSource([], name);
    expect(() => createMonitor([make('a'), make('a')])).to.throw(RangeError, /two sources/);
    for (const name of ['', 'a/b']) expect(() => make(name)).to.throw(RangeError, /name of a source/);
  });

  it('events that come again, in another order, in pages and in later readings, count once', () => {
    const log = [5, 4, 3, 2, 1].map((at) => request(`r${String(at)}`, NOON - at * MINUTE, at));
    let turn = 0;
    const feed = events(
      () => ({
        pages: () => {
          turn += 1;
          const shuffled = [...log].sort((a, b) => (a.uid + String(turn) < b.uid ? 1 : -1));
          return [{ items: shuffled }, { items: [...shuffled].reverse() }];
        },
      }),
      { id: 'log', every: MINUTE, spanMs: HOUR, records: (item) => item },
    );
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
    set.clock.advance(5 * MINUTE + SECOND);
    expect(turn).to.equal(6);
    expect(spend.last.sum.value?.[0]?.amount).to.equal('15');
  });

  it('a bucket that two pages hold differently is what the later page says', () => {
    const today = NOON - 12 * HOUR;
    const feed = buckets(() => ({ pages: () => [{ items: [1] }, { items: [3] }, { items: [2] }] }), {
      id: 'costs',
      every: MINUTE,
      spanMs: DAY,
      alignMs: DAY,
      records: (amount) => cost(today, DAY, amount),
    });
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
    set.clock.advance(MINUTE);
    expect(spend.last.sum.value?.[0]?.amount).to.equal('2');
  });
});
