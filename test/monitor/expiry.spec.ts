import { expect } from 'chai';
import { keyExpiring, sourceStale } from '../../src/monitor/rules/index.js';
import type { ChangeEvent } from '../../src/monitor/shapes.js';
import { HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { MemoryJournal } from './support/memory-journal.js';
import { credential } from './support/records.js';
import { stage, type Seen, type Stage } from './support/watch.js';

const ahead = (ms: number): string => new Date(NOON + ms).toISOString();
const keysFeed = (): FakeFeed => new FakeFeed('keys', { gives: ['credential'] });
const wordsOf = (changes: Seen<ChangeEvent>): readonly string[] =>
  changes.values
    .filter(({ kind }) => kind === 'updated')
    .map(({ subject, after }) => `${subject?.id ?? ''} ${JSON.stringify(after)}`);

const open = (feed: FakeFeed, options: Parameters<typeof stage>[1] = {}) => {
  const set: Stage = stage([fakeSource([feed])], options);
  return {
    ...set,
    changes: set.see(set.monitor.changes()),
    keys: set.see(set.monitor.credentials()),
    findings: set.see(set.monitor.findings$),
  };
};

const EXPIRED = '{"status":"expired"}';

describe('a key expires by the clock, though its record is the same', () => {
  it('and again when a clock that was set back is there again: shown at once, emitted once', () => {
    const feed = keysFeed();
    feed.records = [credential('k1', { expiresAt: ahead(HOUR) })];
    const set = open(feed, { rules: [keyExpiring()] });
    const words = () => [
      set.keys.last.rows[0]?.status,
      set.findings.last.map(({ evidence }) => evidence[0]?.text.split('. ')[0]).join(),
    ];
    const expired = ['expired', 'Expired on 2026-11-28, and is listed yet'];
    set.clock.advance(HOUR + SECOND);
    expect(words()).to.deep.equal(expired);
    set.clock.sleep(-30 * MINUTE);
    set.clock.advance(MINUTE);
    expect(words(), 'set back').to.deep.equal(['active', 'Expires on 2026-11-28, in 1 day']);
    set.clock.advance(29 * MINUTE);
    expect(words(), 'there again').to.deep.equal(expired);
    expect(wordsOf(set.changes)).to.deep.equal([`k1 ${EXPIRED}`]);
  });

  it('a key that is renewed while the clock is behind expires at its new time, which is emitted', () => {
    const feed = keysFeed();
    feed.records = [credential('k1', { expiresAt: ahead(HOUR) })];
    const set = open(feed);
    set.clock.advance(HOUR + SECOND);
    set.clock.sleep(-30 * MINUTE);
    feed.records = [credential('k1', { expiresAt: ahead(2 * HOUR) })];
    set.clock.advance(45 * MINUTE);
    expect(set.keys.last.rows[0]?.status).to.equal('active');
    set.clock.advance(HOUR);
    expect(wordsOf(set.changes)).to.deep.equal([
      `k1 ${EXPIRED}`,
      `k1 {"expiresAt":"${ahead(2 * HOUR)}"}`,
      `k1 ${EXPIRED}`,
    ]);
  });

  it('one that was postponed, or whose record changed, is emitted when it expires, once', () => {
    const feed = keysFeed();
    const turns = [MINUTE, 2, 3, 10, 5].map((minutes, at) =>
      credential('k1', { name: `turn ${String(at)}`, expiresAt: ahead(at === 0 ? HOUR : minutes * HOUR) }),
    );
    const set = open(feed);
    for (const turn of turns) {
      feed.records = [turn];
      set.clock.advance(2 * MINUTE);
    }
    set.changes.values.length = 0;
    set.clock.advance(12 * HOUR);
    expect(wordsOf(set.changes)).to.deep.equal([`k1 ${EXPIRED}`]);
    expect(new Date(set.changes.values[0]?.at ?? '').getTime()).to.be.within(
      NOON + 5 * HOUR,
      NOON + 5 * HOUR + SECOND,
    );
  });

  it('what expired while the process was down is emitted once, and what was emitted already is not', () => {
    const journal = new MemoryJournal();
    const feed = keysFeed();
    feed.records = [
      credential('k1', { expiresAt: ahead(MINUTE) }),
      credential('k2', { expiresAt: ahead(HOUR) }),
      credential('k3', { expiresAt: ahead(3 * HOUR) }),
    ];
    const first = open(feed, { journal });
    first.clock.advance(10 * MINUTE);
    expect(wordsOf(first.changes)).to.deep.equal([`k1 ${EXPIRED}`]);
    const heir = journal.heir();
    first.monitor.close();
    const next = open(feed, { journal: heir, start: NOON + 2 * HOUR });
    next.clock.advance(10 * MINUTE);
    expect(wordsOf(next.changes)).to.deep.equal([`k2 ${EXPIRED}`]);
  });
});

describe('what goes by the clock alone, while it is set back', () => {
  it('a list that was too old is fresh again, and so is its row', () => {
    const feed = keysFeed();
    feed.records = [credential('k1')];
    const set = open(feed, { rules: [sourceStale()] });
    const sources = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    feed.isHanging = true;
    set.clock.advance(4 * MINUTE);
    expect(sources.last[0]?.state).to.equal('stale');
    set.clock.sleep(-4 * MINUTE);
    set.clock.advance(MINUTE);
    expect(sources.last[0]?.state).not.to.equal('stale');
  });
});

describe('a snoozed finding', () => {
  it('is shown and counted again when its time is over, with no change of anything else', () => {
    const feed = keysFeed();
    feed.records = [credential('k1', { expiresAt: ahead(HOUR) })];
    const snooze = [{ rule: 'key.expiring', until: ahead(10 * MINUTE) }];
    const set = open(feed, { rules: [keyExpiring()], snooze });
    const overview = set.see(set.monitor.overview$);
    set.clock.advance(9 * MINUTE);
    expect(set.findings.last.map(({ snoozedUntil }) => snoozedUntil)).to.deep.equal([ahead(10 * MINUTE)]);
    expect(overview.last.findings.high).to.equal(0);
    set.clock.advance(MINUTE + SECOND);
    expect(set.findings.last.map(({ snoozedUntil }) => snoozedUntil)).to.deep.equal([undefined]);
    expect(overview.last.findings.high).to.equal(1);
  });
});
