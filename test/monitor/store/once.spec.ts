import { expect } from 'chai';
import { EVENTS_REMEMBERED, SeenOnce } from '../../../src/monitor/store/once.js';
import { HOUR, MINUTE, NOON, SECOND } from '../support/clock.js';
import { FakeFeed, fakeSource, httpError } from '../support/fake-source.js';
import { request } from '../support/records.js';
import { stage } from '../support/watch.js';

const LEAST = 10;
const read = (seen: SeenOnce, from: number, to: number): number => {
  let fresh = 0;
  for (let at = from; at < to; at += 1) if (seen.isNew(`e${String(at)}`)) fresh += 1;
  return fresh;
};

describe('events that were seen', () => {
  it('count once in readings that begin where the last one did, however many they are', () => {
    const seen = new SeenOnce([], LEAST);
    expect(read(seen, 0, 25)).to.equal(25);
    expect(read(seen, 0, 30), 'failed before').to.equal(5);
    expect(read(seen, 0, 30)).to.equal(0);
    seen.ended();
    expect(read(seen, 0, 35), 'the same range once more').to.equal(5);
    seen.ended();
    expect(read(seen, 30, 40), 'an overlap').to.equal(5);
  });

  it('are forgotten with the second generation after theirs', () => {
    const seen = new SeenOnce([], LEAST);
    for (const from of [0, 20, 40]) {
      read(seen, from, from + 20);
      seen.ended();
    }
    expect(seen.dump()).to.have.length(20);
    expect(read(seen, 40, 60)).to.equal(0);
    expect(read(seen, 0, 20)).to.equal(20);
  });

  it('of a list without end are not all remembered', () => {
    const seen = new SeenOnce([], LEAST);
    read(seen, 0, 5_000);
    expect(seen.dump().length).to.be.at.most(2 * 20 * LEAST);
  });

  it('a first reading of a large log that fails, and is made again, counts each request once', function () {
    const count = 2 * EVENTS_REMEMBERED + 10;
    const feed = new FakeFeed('log', { kind: 'events', gives: ['cost'] });
    feed.records = Array.from({ length: count }, (_, n) => request(String(n), NOON - HOUR, 1));
    Object.assign(feed, { error: httpError(500), failAfter: 1 });
    const set = stage([fakeSource([feed])]);
    const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
    set.clock.advance(SECOND);
    feed.error = undefined;
    set.clock.advance(2 * MINUTE);
    expect(feed.reads).to.equal(3);
    expect(spend.last.sum.value?.[0]?.amount).to.equal(String(count));
  });
});
