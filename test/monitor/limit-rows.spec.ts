import { expect } from 'chai';
import { reachedAt } from '../../src/monitor/engine/limits.js';
import { money } from '../../src/records/index.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { cost, iso, limit, project, ref } from './support/records.js';
import { stage } from './support/watch.js';

describe('when a limit will be reached', () => {
  const cases: readonly (readonly [what: string, inMs: number, shownMs: number])[] = [
    ['now', 0, 0],
    ['within an hour, to the minute', 59 * MINUTE + 1, HOUR],
    ['within a day, to ten minutes', 2 * HOUR + 1, 2 * HOUR + 10 * MINUTE],
    ['within a week, to the hour', 3 * DAY + 1, 3 * DAY + HOUR],
    ['beyond, to the day', 8 * DAY + 1, 8 * DAY + 12 * HOUR],
  ];
  for (const [what, inMs, shownMs] of cases)
    it(what, () => {
      expect(reachedAt(inMs / HOUR, 1, NOON, undefined)).to.equal(iso(NOON + shownMs));
    });

  it('is not after its reset, however it is rounded, and not at all where it is reset before', () => {
    const reset = NOON + 3 * DAY + 2;
    expect(reachedAt((3 * DAY + 1) / HOUR, 1, NOON, iso(reset))).to.equal(iso(reset - 1));
    expect(reachedAt((3 * DAY + 2) / HOUR, 1, NOON, iso(reset))).to.equal(undefined);
  });

  it('is never, where nothing is used, where too much was, and where no date is as far away', () => {
    expect(reachedAt(1, 0, NOON, undefined)).to.equal(undefined);
    expect(reachedAt(-1, 1, NOON, undefined)).to.equal(undefined);
    expect(reachedAt(1, 1e-300, NOON, undefined)).to.equal(undefined);
    expect(reachedAt((8.64e15 - NOON - 1) / HOUR, 1, NOON, undefined)).to.equal(iso(8.64e15));
  });

  it('is the same while the clock goes on and nothing is read: a row that says nothing new is sent to nobody', () => {
    const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'], reachMs: 2 * DAY });
    costs.records = [cost(NOON - 6 * HOUR, HOUR, '12', { dims: { project: ref('project', 'p1') } })];
    const limits = new FakeFeed('limits', { gives: ['limit'] });
    limits.records = [
      limit('l1', {
        subject: ref('project', 'p1'),
        limit: money(1_000, 'USD'),
        used: undefined,
        period: 'month',
      }),
    ];
    const every = { watchedMs: HOUR, idleMs: HOUR };
    const feeds = [costs, limits].map(({ feed }) => ({ ...feed, every }));
    const set = stage([{ ...fakeSource([]), feeds: feeds as never }]);
    const seen = set.see(set.monitor.limits$);
    set.clock.advance(30 * SECOND);
    const before = seen.last[0]?.reachedAt;
    expect(before).to.equal('2027-02-16T00:00:00.000Z');
    set.clock.advance(3 * MINUTE);
    expect(seen.last[0]?.reachedAt).to.equal(before);
  });
});

describe('what a limit is about', () => {
  it('is called by its name of now, whether its use is reported or not, and whichever list was read first', () => {
    const limits = new FakeFeed('limits', { gives: ['limit'] });
    const projects = new FakeFeed('projects', { gives: ['project'] });
    const subject = ref('project', 'p1');
    limits.records = [
      limit('a', { subject, measure: 'requests', limit: 9, used: 3 }),
      limit('b', { subject, measure: 'requests', limit: 9 }),
      limit('c', { subject }),
    ];
    const set = stage([fakeSource([limits, projects])]);
    const rows = set.see(set.monitor.limits$);
    const names = ['Red', 'Blue'].map((name) => {
      set.clock.advance(MINUTE);
      projects.records = [project('p1', { name })];
      set.clock.advance(MINUTE);
      return rows.last.map(({ subjectName }) => subjectName);
    });
    expect(names).to.deep.equal([
      ['Red', 'Red', 'Red'],
      ['Blue', 'Blue', 'Blue'],
    ]);
  });
});
