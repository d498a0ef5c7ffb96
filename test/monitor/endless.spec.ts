import { expect } from 'chai';
import { Observable, of } from 'rxjs';
import { MOST_RECORDS } from '../../src/monitor/collector/read-feed.js';
import { buckets, counters, defineSource, events, snapshot } from '../../src/monitor/source/index.js';
import type { FeedDraft } from '../../src/monitor/source/draft.js';
import type { ListPage, PagedList } from '../../src/monitor/source/pages.js';
import { MINUTE, NOON, SECOND } from './support/clock.js';
import { credential, request, total, usage } from './support/records.js';
import { stage } from './support/watch.js';

/** A list whose pages come until somebody leaves; it counts them. */
class Endless implements PagedList<number> {
  given = 0;
  stopped = 0;

  constructor(private readonly pageOf: (page: number) => readonly number[]) {}

  pages(): Observable<ListPage<number>> {
    return new Observable((subscriber) => {
      for (let page = 0; !subscriber.closed && page < 100_000; page += 1) {
        this.given += 1;
        subscriber.next({ items: this.pageOf(page) });
      }
      // A list of a hundred thousand pages is as good as one without end: the test itself must end.
      if (subscriber.closed) this.stopped += 1;
      else subscriber.complete();
    });
  }
}

const MOST = 1_000;
const more = { every: MINUTE, mostRecords: MOST, spanMs: MINUTE };
const key = (n: number) => credential(`k${String(n % 10)}`);
const KINDS: Readonly<Record<string, (list: PagedList<number>) => FeedDraft>> = {
  snapshot: (list) => snapshot(list, { ...more, records: key }),
  counters: (list) => counters(list, { ...more, records: (n) => total(String(n), n) }),
  buckets: (list) => buckets(() => list, { ...more, records: () => usage(NOON, MINUTE, { requests: 1 }) }),
  events: (list) => events(() => list, { ...more, records: (n) => request(String(n), NOON, 1) }),
};

const monitorOf = (draft: FeedDraft, ...others: readonly FeedDraft[]) => {
  const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [draft, ...others] })]);
  const sources = set.see(set.monitor.sources$);
  const keys = set.see(set.monitor.credentials());
  return { set, sources, keys };
};

describe('a list that never ends', () => {
  for (const [kind, draftOf] of Object.entries(KINDS))
    it(`${kind}: its reading is given up, with a code, and is tried again rarely`, () => {
      const list = new Endless((page) => [2 * page, 2 * page + 1]);
      const { set, sources } = monitorOf(draftOf(list));
      set.clock.advance(SECOND);
      const row = sources.last[0];
      expect(row?.state).to.equal('down');
      expect(row?.error).to.deep.equal({
        class: 'EndlessListError',
        code: 'endless',
        message:
          'The reading gave 1,000 records and pages without an end and was given up. Set mostRecords of the feed where a list is that long.',
      });
      expect(list.given).to.equal(Math.floor(MOST / 3) + 1);
      expect(list.stopped, 'the list is left').to.equal(1);
      set.clock.advance(10 * MINUTE);
      expect(list.stopped).to.be.within(2, 11);
    });

  it('neither do pages without items go on forever', () => {
    const list = new Endless(() => []);
    const { set, sources } = monitorOf(snapshot(list, { ...more, records: key }));
    set.clock.advance(SECOND);
    expect(sources.last[0]?.error?.code).to.equal('endless');
    expect(list.given).to.equal(MOST + 1);
  });

  it('what it gave is shown, other feeds are read on, and nothing is removed', () => {
    const list = new Endless((page) => (page < 20 ? [page] : []));
    const small: PagedList<string> = { pages: () => of({ items: ['a', 'b'] }) };
    const { set, sources, keys } = monitorOf(
      snapshot(list, { ...more, records: key }),
      snapshot(small, { every: MINUTE, records: (id) => credential(id) }),
    );
    set.clock.advance(5 * MINUTE);
    expect(sources.last.map(({ state }) => state)).to.deep.equal(['down', 'ok']);
    expect(keys.last.total).to.equal(12);
    expect(keys.last.coverage.missing).to.deep.equal(['acme']);
    expect(keys.last.rows.every(({ status }) => status === 'active')).to.equal(true);
  });

  it('a list that ends is read whole, however many records its last page holds', () => {
    const items = Array.from({ length: 3 * MOST }, (_, n) => n);
    const page: ListPage<number> = { items, end: { _tag: 'Some', value: 'complete' } };
    const ends: PagedList<number> = { pages: () => of({ items: [1] }, page) };
    const cut: PagedList<number> = { pages: () => of(page) };
    for (const [list, mostRecords] of [
      [ends, 3 * MOST + 5],
      [cut, undefined],
    ] as const) {
      const { set, sources } = monitorOf(snapshot(list, { every: MINUTE, mostRecords, records: key }));
      set.clock.advance(SECOND);
      expect(sources.last[0]?.state).to.equal('ok');
    }
  });

  it('has a bound of 2,000,000 unless its feed says another one, which is a whole number', () => {
    expect(MOST_RECORDS).to.equal(2_000_000);
    for (const mostRecords of [0, -1, 1.5, NaN, Infinity])
      expect(() => snapshot({ pages: () => [] }, { every: MINUTE, mostRecords, records: key })).to.throw(
        RangeError,
        'mostRecords must be a whole number from 1',
      );
  });
});
