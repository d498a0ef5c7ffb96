import { expect } from 'chai';
import { Subject } from 'rxjs';
import type { FeedEvent } from '../../src/monitor/feed.js';
import { picture } from '../../src/monitor/picture.js';
import { describeSource } from '../../src/monitor/source/define-source.js';
import type { AnyRule, Rule } from '../../src/monitor/rules/index.js';
import type { FeedRecord } from '../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { cost, credential, keyRef, total, usage } from './support/records.js';
import { Seen } from './support/watch.js';

/** A picture whose events are given by hand, as a gateway reads them from streams. */
const byHand = (...names: readonly string[]) => withRules([], ...names);

const withRules = (rules: readonly AnyRule[], ...names: readonly string[]) => {
  const clock = new Clock();
  const events = new Subject<FeedEvent>();
  const infoOf = (name: string, feeds: readonly string[] = ['keys', 'costs']) =>
    describeSource(
      fakeSource(
        feeds.map((id) =>
          id === 'keys' || id === 'more'
            ? new FakeFeed(id, { gives: ['credential'] })
            : id === 'totals'
              ? new FakeFeed(id, { kind: 'counters', gives: ['cost'] })
              : new FakeFeed(id, { kind: 'buckets', gives: ['cost'] }),
        ),
        name,
      ),
    );
  const monitor = picture(
    events,
    names.map((name) => infoOf(name)),
    { scheduler: clock, random: () => 0, rules },
  );
  const see = <T>(of: (from: typeof monitor) => import('rxjs').Observable<T>): Seen<T> =>
    new Seen(of(monitor), clock);
  const read = (source: string, feed: string, records: readonly FeedRecord[]): void => {
    const of_ = { source, feed, reading: clock.iso(), at: clock.iso() };
    const from = feed === 'costs' ? { from: new Date(NOON - 2 * DAY).toISOString() } : {};
    events.next({ ...of_, type: 'begin' });
    events.next({ ...of_, type: 'records', records });
    const nextPollAt = clock.iso(10 * MINUTE);
    events.next({ ...of_, type: 'end', end: 'complete', leftOut: 0, asOf: clock.iso(), nextPollAt, ...from });
    clock.advance(SECOND);
  };
  const has = (source: string, feeds: readonly string[]): void => {
    events.next({ type: 'source', at: clock.iso(), info: infoOf(source, feeds) });
    clock.advance(SECOND);
  };
  return { clock, events, monitor, see, read, has };
};

const keyOf = (source: string, id: string): FeedRecord =>
  credential(id, { source, uid: `${source}/keys/${id}` });
const costOf = (source: string, amount: string): FeedRecord => {
  const record = cost(NOON - 12 * HOUR, DAY, amount, { dims: { credential: keyRef('k1', source) } });
  return { ...record, source, uid: `${source}/${record.uid}` };
};

describe('a monitor whose events come from elsewhere', () => {
  it('a source that is taken away leaves the rows, the coverage, the figures and the count of sources, and one change says so', () => {
    const set = byHand('acme', 'beta');
    const rows = set.see(({ sources$ }) => sources$);
    const overview = set.see(({ overview$ }) => overview$);
    const changes = set.see((monitor) => monitor.changes());
    const keys = set.see((monitor) => monitor.credentials());
    const spend = set.see((monitor) => monitor.spend({ by: 'source', window: '7d' }));
    for (const name of ['acme', 'beta']) {
      set.read(name, 'keys', [keyOf(name, 'k1')]);
      set.read(name, 'costs', [costOf(name, '1.25')]);
    }
    expect(overview.last.monthToDate.coverage).to.deep.equal({ included: ['acme', 'beta'], missing: [] });
    expect(overview.last.sources).to.deep.equal({ ok: 2, total: 2 });
    set.has('beta', []);
    expect(rows.last.map(({ source, feed }) => `${source}/${feed}`)).to.deep.equal([
      'acme/keys',
      'acme/costs',
    ]);
    expect(overview.last.monthToDate.coverage).to.deep.equal({ included: ['acme'], missing: [] });
    expect(overview.last.sources).to.deep.equal({ ok: 1, total: 1 });
    expect(overview.last.credentials).to.include({ active: 1 });
    expect(keys.last.rows.map(({ source, status }) => [source, status])).to.deep.equal([['acme', 'active']]);
    expect(spend.last.rows.map(({ name, cost: [amount] }) => [name, amount?.amount])).to.deep.equal([
      ['acme', '1.25'],
    ]);
    expect(changes.values.map(({ kind, source, text }) => [kind, source, text])).to.deep.equal([
      ['removed', 'beta', 'beta is no longer read: what was known of it is no longer shown.'],
    ]);
  });

  it('a view of one provider, or of one source, covers the sources that come while it is open', () => {
    const set = byHand('acme');
    const views = (['provider', 'source'] as const).flatMap((field) => {
      const where = { [field]: field === 'provider' ? 'acme' : ['acme', 'beta'] };
      return [
        set.see((monitor) => monitor.spend({ by: 'key', window: '7d', where })),
        set.see((monitor) => monitor.spend({ by: 'provider', window: '7d', where })),
        set.see((monitor) => monitor.series({ by: 'key', window: '7d', where })),
        set.see((monitor) => monitor.series({ by: 'provider', window: '7d', where })),
        set.see((monitor) => monitor.credentials({ where })),
      ];
    });
    const coverages = (): readonly unknown[] => views.map(({ last }) => last.coverage);
    const all = (coverage: unknown): readonly unknown[] => views.map(() => coverage);
    set.read('acme', 'keys', [keyOf('acme', 'k1')]);
    set.read('acme', 'costs', [costOf('acme', '1')]);
    expect(coverages()).to.deep.equal(all({ included: ['acme'], missing: [] }));
    set.has('beta', ['keys', 'costs']);
    expect(coverages(), 'it was not read yet').to.deep.equal(all({ included: ['acme'], missing: ['beta'] }));
    set.read('beta', 'keys', [keyOf('beta', 'k1')]);
    set.read('beta', 'costs', [costOf('beta', '2')]);
    expect(coverages()).to.deep.equal(all({ included: ['acme', 'beta'], missing: [] }));
    set.has('acme', []);
    expect(coverages()).to.deep.equal(all({ included: ['beta'], missing: [] }));
  });

  it('providers are in the order of what was spent, whatever its origin, and those without any come last', () => {
    const clock = new Clock();
    const events = new Subject<FeedEvent>();
    const infos = ['alone', 'gateway', 'reported'].map((name) =>
      describeSource(
        fakeSource([new FakeFeed('costs', { kind: 'buckets', gives: ['cost', 'usage'] })], name, name),
      ),
    );
    const monitor = picture(events, infos, { scheduler: clock, random: () => 0, rules: [] });
    const spend = new Seen(monitor.spend({ by: 'provider', window: '7d' }), clock);
    const read = (source: string, record: FeedRecord): void => {
      events.next({
        type: 'records',
        source,
        feed: 'costs',
        reading: 'r1',
        at: clock.iso(),
        records: [record],
      });
      clock.advance(SECOND);
    };
    const start = NOON - 12 * HOUR;
    read('alone', usage(start, DAY, { requests: 1 }, { source: 'alone' }));
    read('gateway', cost(start, DAY, 3, { source: 'gateway', basis: 'provider_gateway' }));
    read('reported', cost(start, DAY, 2, { source: 'reported' }));
    expect(spend.last.rows.map(({ name }) => name)).to.deep.equal(['gateway', 'reported', 'alone']);
  });

  it('keys of it that had vanished before leave too, and its totals are counted from the first one again', () => {
    const set = byHand('acme');
    const keys = set.see((monitor) => monitor.credentials());
    const spend = set.see((monitor) => monitor.spend({ by: 'source', window: '24h' }));
    const changes = set.see((monitor) => monitor.changes());
    set.read('acme', 'keys', [keyOf('acme', 'k1'), keyOf('acme', 'k2')]);
    set.read('acme', 'keys', [keyOf('acme', 'k1')]);
    set.has('acme', ['keys', 'totals']);
    for (const amount of [5, 7]) set.read('acme', 'totals', [total('c1', amount)]);
    expect(keys.last.rows.map(({ status }) => status).sort()).to.deep.equal(['active', 'vanished']);
    expect(spend.last.rows[0]?.cost[0]?.amount).to.equal('2');
    set.has('acme', []);
    expect(keys.last.rows).to.deep.equal([]);
    expect(spend.last.rows).to.deep.equal([]);
    set.has('acme', ['keys', 'totals']);
    set.read('acme', 'keys', [keyOf('acme', 'k2')]);
    for (const amount of [3, 4]) set.read('acme', 'totals', [total('c1', amount)]);
    expect(keys.last.rows.map(({ id, status }) => [id, status])).to.deep.equal([['k2', 'active']]);
    expect(spend.last.rows[0]?.cost[0]?.amount, 'of the new time alone').to.equal('1');
    expect(changes.values.map(({ kind }) => kind)).to.deep.equal(['removed', 'removed', 'removed']);
  });

  it('what two lists hold stays where one of them is read no longer', () => {
    const set = byHand('acme');
    const keys = set.see((monitor) => monitor.credentials());
    set.has('acme', ['keys', 'more']);
    const both = [keyOf('acme', 'k1'), keyOf('acme', 'k2')];
    set.read('acme', 'keys', both);
    set.read('acme', 'more', [...both.slice(0, 1), keyOf('acme', 'k3')]);
    set.has('acme', ['more']);
    expect(keys.last.rows.map(({ id, status }) => [id, status])).to.deep.equal([
      ['k1', 'active'],
      ['k3', 'active'],
    ]);
  });

  it('a source that never answered and is taken away is waited for no longer', () => {
    const set = byHand('acme', 'beta');
    const overview = set.see(({ overview$ }) => overview$);
    set.read('acme', 'keys', []);
    set.read('acme', 'costs', []);
    expect(overview.last.state).to.equal('reading');
    set.has('beta', []);
    expect(overview.last.state).to.equal('ready');
  });

  it('one that comes back is read for the first time again: its lists are no news, what changes later is', () => {
    const set = byHand('acme');
    const changes = set.see((monitor) => monitor.changes());
    const rows = set.see(({ sources$ }) => sources$);
    set.read('acme', 'keys', [keyOf('acme', 'k1')]);
    set.has('acme', ['costs']);
    set.clock.advance(HOUR);
    set.has('acme', ['keys', 'costs']);
    expect(rows.last.find(({ feed }) => feed === 'keys')).to.include({ state: 'reading' });
    set.read('acme', 'keys', [keyOf('acme', 'k1'), keyOf('acme', 'k2')]);
    expect(changes.values.map(({ text }) => text)).to.deep.equal([
      'acme: keys is no longer read, and what only that showed is no longer shown.',
    ]);
    set.read('acme', 'keys', [keyOf('acme', 'k1')]);
    expect(changes.values.slice(1).map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['removed', 'Token k2 is no longer listed.'],
    ]);
  });

  it('one that comes back when nothing of it is held any more is one source, whatever number it has then', () => {
    const asked = new Set<string>();
    const note: Rule<'pace'> = {
      id: 'note',
      on: 'pace',
      title: 'notes what it is asked about',
      severity: 'low',
      docs: '',
      needs: [],
      check: ({ source }) => {
        asked.add(source);
        return undefined;
      },
    };
    const set = withRules([note], 'acme', 'beta');
    const spend = set.see((monitor) => monitor.spend({ by: 'provider', window: '7d' }));
    const rows = set.see(({ sources$ }) => sources$);
    const changes = set.see((monitor) => monitor.changes());
    const begin = (source: string): void => {
      set.read(source, 'keys', [keyOf(source, 'k1')]);
      set.read(source, 'costs', []);
    };
    for (const name of ['acme', 'beta']) {
      set.read(name, 'keys', [keyOf(name, 'k1')]);
      set.read(name, 'costs', [costOf(name, '1')]);
    }
    for (const name of ['acme', 'beta']) set.has(name, []);
    for (let day = 0; day < 75; day += 1) {
      set.clock.sleep(DAY - MINUTE);
      set.clock.advance(MINUTE);
    }
    for (const name of ['acme', 'beta', 'gamma']) {
      set.has(name, ['keys', 'costs']);
      begin(name);
      expect(rows.last.filter(({ source }) => source === name)).to.have.length(2);
      const { included, missing } = spend.last.coverage;
      expect(included.filter((source) => source === name)).to.deep.equal([name]);
      expect(missing).to.deep.equal([]);
    }
    expect(rows.last).to.have.length(6);
    expect(
      changes.values.map(({ kind, source }) => `${kind} ${String(source)}`),
      'what is read for the first time is no news',
    ).to.deep.equal(['removed acme', 'removed beta']);
    set.clock.advance(MINUTE);
    expect([...asked], 'rules are asked about sources that there are').to.deep.equal([
      'acme',
      'beta',
      'gamma',
    ]);
  });

  it('events of a feed that its source has no longer are passed over', () => {
    const set = byHand('acme');
    const rows = set.see(({ sources$ }) => sources$);
    set.has('acme', ['keys']);
    set.read('acme', 'costs', [costOf('acme', '9')]);
    expect(rows.last.map(({ feed }) => feed)).to.deep.equal(['keys']);
  });

  it('events that were lost are a gap in the log, never silence', () => {
    const set = byHand('acme');
    const changes = set.see((monitor) => monitor.changes());
    set.read('acme', 'keys', [keyOf('acme', 'k1')]);
    set.events.next({ type: 'lost', at: set.clock.iso(), source: 'acme' });
    expect(changes.values.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['gap', 'Some events of acme were lost before they were seen; what is known now follows.'],
    ]);
  });
});
