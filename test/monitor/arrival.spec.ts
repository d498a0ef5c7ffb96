import { expect } from 'chai';
import { Subject, type Observable } from 'rxjs';
import type { FeedEvent, FeedInfo, SourceInfo } from '../../src/monitor/feed.js';
import { picture } from '../../src/monitor/picture.js';
import { money, type FeedRecord } from '../../src/records/index.js';
import { Clock, DAY, HOUR, MINUTE, NOON } from './support/clock.js';
import { cost, credential, keyRef, limit, usage } from './support/records.js';
import { Seen } from './support/watch.js';

const TODAY = Math.floor(NOON / DAY) * DAY;
const AT = new Date(NOON).toISOString();

const feedOf = (id: string, kind: FeedInfo['kind'], gives: FeedInfo['gives']): FeedInfo => ({
  id,
  kind,
  gives,
  every: { watchedMs: HOUR, idleMs: HOUR },
});

const infoOf = (name: string): SourceInfo => ({
  name,
  provider: 'same',
  feeds: [
    feedOf('keys', 'snapshot', ['credential']),
    feedOf('limits', 'snapshot', ['limit']),
    feedOf('use', 'buckets', ['usage']),
    feedOf('costs', 'buckets', ['cost']),
  ],
});

/** As many keys have dollars as have euros, and a source each, of which the one with euros spends more. */
const recordsOf = (source: string): Readonly<Record<string, readonly FeedRecord[]>> => {
  const dims = { credential: keyRef('k', source) };
  const currency = source === 'acme' ? 'USD' : 'EUR';
  const other = source === 'acme' ? 'EUR' : 'USD';
  return {
    keys: [credential('k', { source, privilege: 'admin' })],
    limits: ['z', 'a'].map((id) => limit(id, { source, limit: money(100, currency) })),
    use: [usage(NOON - HOUR, HOUR, { input_tokens: 90 }, { source, dims })],
    costs: [
      cost(TODAY, DAY, source === 'acme' ? 2 : 9, { source, dims, currency }),
      cost(TODAY, DAY, -1, { source, dims, currency: other, more: other }),
      cost(TODAY - DAY, DAY, 3, { source, dims, currency }),
      cost(TODAY - DAY, DAY, 4, { source, dims, currency: other, more: other }),
    ],
  };
};

const eventsOf = (source: string): readonly (readonly FeedEvent[])[] =>
  Object.entries(recordsOf(source)).map(([feed, records]) => {
    const of = { source, feed, reading: AT, at: AT };
    return [
      { ...of, type: 'begin' },
      // Those of a page, too, in another order each time.
      { ...of, type: 'records', records },
      { ...of, type: 'end', end: 'complete', leftOut: 0, asOf: AT },
    ];
  });

/** What a monitor shows that is told of sources as they are heard of, each list read in some order. */
const shownWhere = (names: readonly string[], reverse: boolean): Readonly<Record<string, unknown>> => {
  const clock = new Clock();
  const events = new Subject<FeedEvent>();
  const monitor = picture(events, undefined, { scheduler: clock, random: () => 0 });
  const views: Record<string, Observable<unknown>> = {
    overview: monitor.overview$,
    sources: monitor.sources$,
    limits: monitor.limits$,
    findings: monitor.findings$,
    'dearest keys': monitor.credentials({ sort: '-cost', window: '7d' }),
    'keys by id': monitor.credentials({ sort: 'id' }),
  };
  for (const by of ['key', 'source', 'provider'] as const) {
    views[`spend by ${by}`] = monitor.spend({ by, window: '7d' });
    views[`series by ${by}`] = monitor.series({ by, window: '7d', limit: 1 });
    views[`hours by ${by}`] = monitor.series({ by, window: '24h', limit: 1 });
  }
  const seen = Object.entries(views).map(([name, view]) => [name, new Seen(view, clock)] as const);
  const tell = (all: readonly FeedEvent[]): void => {
    for (const event of all) events.next(event);
  };
  for (const name of names) tell([{ type: 'source', at: AT, info: infoOf(name) }]);
  const readings = names.flatMap((name) => eventsOf(name));
  for (const reading of reverse ? [...readings].reverse() : readings)
    tell(
      reading.map((event) =>
        event.type === 'records' && reverse ? { ...event, records: [...event.records].reverse() } : event,
      ),
    );
  clock.advance(500);
  const shown = Object.fromEntries(seen.map(([name, view]) => [name, view.last]));
  monitor.close();
  return shown;
};

describe('what was read first decides nothing', () => {
  const usual = shownWhere(['acme', 'beta'], false);
  const others = [
    shownWhere(['beta', 'acme'], false),
    shownWhere(['acme', 'beta'], true),
    shownWhere(['beta', 'acme'], true),
  ];
  for (const name of Object.keys(usual))
    it(`of ${name}`, () => {
      for (const other of others) expect(other[name]).to.deep.equal(usual[name]);
    });
});

describe('lists of a source that comes in the place of another one', () => {
  it('are behind one another, in the order in which the source names them', () => {
    const clock = new Clock();
    const events = new Subject<FeedEvent>();
    const monitor = picture(events, undefined, { scheduler: clock, random: () => 0 });
    const rows = new Seen(monitor.sources$, clock);
    const tell = (info: SourceInfo): void => {
      events.next({ type: 'source', at: clock.iso(), info });
    };
    tell(infoOf('acme'));
    tell(infoOf('beta'));
    tell({ ...infoOf('acme'), feeds: [] });
    clock.advance(2 * MINUTE);
    tell({ ...infoOf('zeta'), feeds: infoOf('zeta').feeds.slice(0, 2) });
    tell(infoOf('alpha'));
    clock.advance(500);
    expect(rows.last.map(({ source, feed }) => `${source} ${feed}`)).to.deep.equal([
      ...['alpha keys', 'alpha limits', 'alpha use', 'alpha costs'],
      ...['beta keys', 'beta limits', 'beta use', 'beta costs'],
      ...['zeta keys', 'zeta limits'],
    ]);
    monitor.close();
  });
});
