import { expect } from 'chai';
import type { ChangeEvent } from '../../src/monitor/shapes.js';
import { HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { MemoryJournal } from './support/memory-journal.js';
import { ref, total } from './support/records.js';
import { stage, type Seen } from './support/watch.js';

const row = (id: string, amount: number) => total(id, amount, { dims: { principal: ref('customer', id) } });
const totals = (): FakeFeed => new FakeFeed('totals', { kind: 'counters', gives: ['cost'] });
const wordsOf = (changes: Seen<ChangeEvent>): readonly string[] =>
  changes.values.map(({ kind, subject, before, after }) =>
    [kind, subject?.id, before, after].map(String).join(' '),
  );

const SPOILERS: readonly (readonly [string, (feed: FakeFeed) => void])[] = [
  ['one of its lists is always refused', (feed) => (feed.isCut = true)],
  [
    'it always fails behind its first page',
    (feed) => Object.assign(feed, { error: httpError(500), failAfter: 1 }),
  ],
];

describe('a total that shrank is a reset, emitted once', () => {
  for (const [how, spoil] of SPOILERS)
    it(`of a list that is never read whole (${how}), too: what an earlier reading held is the baseline`, () => {
      const feed = totals();
      spoil(feed);
      feed.records = [row('c1', 5), row('c2', 7)];
      const set = stage([fakeSource([feed])]);
      const changes = set.see(set.monitor.changes());
      set.clock.advance(10 * MINUTE);
      expect(wordsOf(changes), 'a baseline emits nothing').to.deep.equal([]);
      feed.records = [row('c1', 2), row('c2', 9)];
      set.clock.advance(30 * MINUTE);
      expect(wordsOf(changes)).to.deep.equal(['reset c1 5 2']);
    });

  it('two pages of a first reading that disagree are a baseline; of a later one, the later page is right', () => {
    const feed = totals();
    feed.isCut = true;
    feed.pages = [[row('c1', 5)], [row('c1', 4)]];
    const set = stage([fakeSource([feed])]);
    const changes = set.see(set.monitor.changes());
    set.clock.advance(SECOND);
    expect(wordsOf(changes)).to.deep.equal([]);
    feed.pages = [[row('c1', 6)], [row('c1', 3)]];
    set.clock.advance(MINUTE);
    expect(wordsOf(changes)).to.deep.equal(['reset c1 6 3']);
  });

  it('what fell while the process was down, before its first baseline was kept, is emitted once', () => {
    const journal = new MemoryJournal();
    const feed = totals();
    feed.isCut = true;
    const watch = (own: MemoryJournal, start: number) => {
      const set = stage([fakeSource([feed])], { journal: own, start });
      const changes = set.see(set.monitor.changes());
      set.clock.advance(90 * SECOND);
      return { ...set, changes };
    };
    feed.records = [row('c1', 5)];
    const first = watch(journal, NOON);
    feed.records = [row('c1', 2)];
    first.clock.advance(90 * SECOND);
    expect(wordsOf(first.changes)).to.deep.equal(['reset c1 5 2']);
    const heir = journal.heir();
    first.monitor.close();
    feed.records = [row('c1', 1)];
    expect(wordsOf(watch(heir, NOON + HOUR).changes)).to.deep.equal(['reset c1 2 1']);
  });
});

describe('totals while the clock is set back', () => {
  it('growth counts, and a reset is emitted, before the clock is where it was', () => {
    const feed = totals();
    feed.records = [row('c1', 5)];
    const set = stage([fakeSource([feed])]);
    const changes = set.see(set.monitor.changes());
    const spend = set.see(set.monitor.spend({ by: 'principal', window: 'today' }));
    set.clock.advance(MINUTE);
    set.clock.sleep(-3 * HOUR);
    feed.records = [row('c1', 9)];
    set.clock.advance(2 * MINUTE);
    expect(spend.last.rows[0]?.cost[0]?.amount).to.equal('4');
    feed.records = [row('c1', 2)];
    set.clock.advance(2 * MINUTE);
    expect(wordsOf(changes)).to.deep.equal(['reset c1 9 2']);
  });
});
