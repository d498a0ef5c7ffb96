import { expect } from 'chai';
import { Subject } from 'rxjs';
import type { FeedEvent } from '../../src/monitor/feed.js';
import { picture } from '../../src/monitor/picture.js';
import { describeSource } from '../../src/monitor/source/define-source.js';
import type { FeedRecord } from '../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { cost, credential, keyRef } from './support/records.js';
import { Seen } from './support/watch.js';

/** A picture whose events are given by hand, as a gateway reads them from streams. */
const byHand = (...names: readonly string[]) => {
  const clock = new Clock();
  const events = new Subject<FeedEvent>();
  const infoOf = (name: string, feeds: readonly string[] = ['keys', 'costs']) =>
    describeSource(
      fakeSource(
        feeds.map((id) =>
          id === 'keys'
            ? new FakeFeed(id, { gives: ['credential'] })
            : new FakeFeed(id, { kind: 'buckets', gives: ['cost'] }),
        ),
        name,
      ),
    );
  const monitor = picture(
    events,
    names.map((name) => infoOf(name)),
    { scheduler: clock, random: () => 0, rules: [] },
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
  it('a source that is taken away leaves the rows, the coverage and the count of sources, and no change is emitted', () => {
    const set = byHand('acme', 'beta');
    const rows = set.see(({ sources$ }) => sources$);
    const overview = set.see(({ overview$ }) => overview$);
    const changes = set.see((monitor) => monitor.changes());
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
    expect(overview.last.credentials.active).to.equal(1);
    expect(changes.values).to.deep.equal([]);
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
    expect(changes.values).to.deep.equal([]);
    set.read('acme', 'keys', [keyOf('acme', 'k1')]);
    expect(changes.values.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['removed', 'Token k2 is no longer listed.'],
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
