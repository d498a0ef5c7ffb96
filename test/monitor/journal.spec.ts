import { expect } from 'chai';
import { defer, of, throwError, type Observable } from 'rxjs';
import type { BaselineLine, JournalEntry, Saved } from '../../src/monitor/journal.js';
import { defineRule } from '../../src/monitor/rules/rule.js';
import type { ChangeEvent } from '../../src/monitor/shapes.js';
import { DAY, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { MemoryJournal } from './support/memory-journal.js';
import { cost, credential, ref, request, total } from './support/records.js';
import { stage, type Stage } from './support/watch.js';

/** Opens while a key is named after an even number. */
const evenName = defineRule({
  id: 'even',
  title: 'Even name',
  severity: 'low',
  docs: '',
  on: 'credential',
  needs: ['credential'],
  check: ({ id, name = '' }) =>
    id === 'k0' && Number(name.slice(1)) % 2 === 0
      ? { evidence: [{ text: `named ${name}`, refs: [] }] }
      : undefined,
});

const MINUTES = 30;
const YESTERDAY = NOON - 36 * 3_600_000;

/** The world by the minute: keys come, go and are renamed, a total falls twice, a day of costs is restated twice. */
const setWorld = (minute: number, feeds: readonly FakeFeed[]): void => {
  const [keys, totals, costs] = feeds;
  if (keys === undefined || totals === undefined || costs === undefined) return;
  const living = Array.from({ length: MINUTES / 2 }, (_, at) => at + 1).filter(
    (at) => at * 2 <= minute && minute < at * 2 + 7,
  );
  keys.records = [
    credential('k0', { name: `n${String(Math.floor(minute / 3))}` }),
    ...living.map((at) => credential(`k${String(at)}`, { name: `k${String(at)}` })),
  ];
  const dims = { principal: ref('customer', 'c1') };
  totals.records = [total('c1', (minute % 10) + 1, { dims })];
  costs.records = [cost(YESTERDAY, DAY, minute < 8 ? 5 : minute < 16 ? 6 : 7)];
};

const makeFeeds = (): readonly FakeFeed[] => [
  new FakeFeed('keys', { gives: ['credential'] }),
  new FakeFeed('totals', { kind: 'counters', gives: ['cost'] }),
  new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] }),
];

/** A process that runs from a minute until the end, or until its journal is killed. Returns when it ended. */
const live = (
  journal: MemoryJournal,
  from: number,
  since: string | undefined,
  told: ChangeEvent[],
): number => {
  const feeds = makeFeeds();
  const start = NOON + from * MINUTE;
  const set: Stage = stage([fakeSource(feeds)], {
    start,
    journal,
    saveEveryMs: 7 * MINUTE,
    rules: [evenName],
  });
  let minute = from;
  setWorld(minute, feeds);
  const seen = set.see(set.monitor.changes(since));
  set.clock.advance(10 * SECOND);
  while (minute < MINUTES && !journal.isKilled) {
    minute += 1;
    setWorld(minute, feeds);
    set.clock.advance(MINUTE);
  }
  told.push(...seen.values);
  return minute;
};

const textOf = (value: unknown): string => JSON.stringify(value ?? null);

const linkOf = ({ kind, subject, before, after }: ChangeEvent) => ({
  kind,
  id: subject?.id,
  before: textOf(before),
  after: textOf(after),
  isOver: after === undefined,
});

/** Every change of one thing goes on from where the one before it ended. */
const expectChain = (
  told: readonly ChangeEvent[],
  kind: string,
  id: string,
  [first, last]: readonly [string, string],
): void => {
  const chain = told.map(linkOf).filter((link) => link.kind === kind && link.id === id);
  const befores = chain.map(({ before }) => before);
  const afters = chain.map(({ after }) => after);
  expect(befores[0]).to.contain(first);
  expect(befores.slice(1)).to.deep.equal(afters.slice(0, -1));
  expect(afters.at(-1)).to.contain(last);
};

const expectOnce = (told: readonly ChangeEvent[]): void => {
  expect(told.some(({ kind }) => kind === 'gap')).to.be.false;
  const positions = told.map(({ position }) => position);
  expect(new Set(positions).size).to.equal(positions.length);
  const links = told.map(linkOf);
  for (let at = 1; at <= MINUTES / 2; at += 1) {
    const of = (kind: string) =>
      links.filter((link) => link.id === `k${String(at)}` && link.kind === kind).length;
    expect(of('created'), `k${String(at)} created`).to.equal(1);
    expect(of('removed'), `k${String(at)} removed`).to.equal(at * 2 + 7 <= MINUTES ? 1 : 0);
  }
  expectChain(told, 'updated', 'k0', ['"n0"', '"n10"']);
  expect(links.filter(({ kind }) => kind === 'reset')).to.have.length(3);
  expectChain(told, 'restated', new Date(YESTERDAY).toISOString().slice(0, 10), ['"5"', '"7"']);
  const findings = links.filter(({ kind }) => kind === 'finding').map(({ isOver }) => isOver);
  // It was open at the baseline, which emits nothing.
  expect(findings, 'closed and opened in turns').to.deep.equal(findings.map((_, at) => at % 2 === 0));
};

const writesOfOneLife = (): number => {
  const journal = new MemoryJournal();
  const told: ChangeEvent[] = [];
  live(journal, 0, undefined, told);
  expectOnce(told);
  return journal.writes;
};

describe('with a journal the baseline survives a restart: a change that happened during it is told once, neither never nor twice', () => {
  const writes = writesOfOneLife();

  for (const isWritten of [false, true])
    it(`killed at each of its writes, ${isWritten ? 'after' : 'before'} it reached the disk`, () => {
      expect(writes).to.be.greaterThan(40);
      for (let at = 0; at < writes; at += 1) {
        const told: ChangeEvent[] = [];
        const first = new MemoryJournal(at, isWritten);
        const minute = live(first, 0, undefined, told);
        // Who reads changes keeps the position of the last one; without any, what is in the journal is read from its beginning.
        const since = told.at(-1)?.position ?? positionBefore(first);
        live(first.heir(), minute, since, told);
        try {
          expectOnce(told);
        } catch (error) {
          throw new Error(`killed at write ${String(at)}: ${String(error)}`, { cause: error });
        }
      }
    });
});

/** The position before the first change that a journal holds. */
const positionBefore = ({ entries }: MemoryJournal): string | undefined => {
  const first = entries.flatMap(({ changes = [] }) => changes)[0];
  return first === undefined ? undefined : `${first.position.split('.')[0] ?? ''}.0`;
};

describe('a journal', () => {
  it('what was known is shown before anything is read again, with its asOf', () => {
    const journal = new MemoryJournal();
    live(journal, 0, undefined, []);
    const feeds = makeFeeds();
    for (const feed of feeds) feed.isHanging = true;
    const set = stage([fakeSource(feeds)], { start: NOON + 3 * 3_600_000, journal: journal.heir() });
    const rows = set.see(set.monitor.credentials({ sort: 'id' }));
    const spend = set.see(set.monitor.spend({ by: 'source', window: '7d' }));
    set.clock.advance(SECOND);
    expect(rows.last.rows.filter(({ status }) => status === 'active').map(({ id }) => id)).to.include.members(
      ['k0', 'k15'],
    );
    expect(spend.last.sum.value?.[0]).to.deep.equal({
      amount: '7',
      currency: 'USD',
      basis: 'provider_reported',
    });
    expect(spend.last.sum.quality).to.equal('floor');
    expect(spend.last.asOf).to.be.a('string');
  });

  it('names and kinds that only figures tell are kept: a key of a log is called what it was called before', () => {
    const journal = new MemoryJournal();
    const rowsWith = (kept: MemoryJournal, isHanging: boolean) => {
      const log = new FakeFeed('log', { kind: 'events', gives: ['cost'] });
      const keys = new FakeFeed('keys', { gives: ['credential'] });
      const dims = {
        credential: { ...ref('project_key', 'k9'), name: 'batch' },
        principal: { ...ref('user', 'c1'), name: 'Cora' },
        project: { ...ref('project', 'p1'), name: 'Red' },
      };
      log.records = [request('r1', NOON - MINUTE, 3, { dims })];
      log.isHanging = keys.isHanging = isHanging;
      if (isHanging) log.records = [];
      const set = stage([fakeSource([log, keys])], { journal: kept });
      const table = set.see(set.monitor.credentials());
      const spend = (['principal', 'project'] as const).map((by) => set.see(set.monitor.spend({ by })));
      set.clock.advance(SECOND);
      set.monitor.close();
      const [key] = table.last.rows;
      return [key?.name, key?.kind, key?.ownerName, ...spend.map(({ last }) => last.rows[0]?.name)];
    };
    const names = ['batch', 'project_key', 'Cora', 'Cora', 'Red'];
    expect(rowsWith(journal, false)).to.deep.equal(names);
    expect(rowsWith(journal.heir(), true)).to.deep.equal(names);
  });

  it('changes are told only once they are safe: a journal that does not answer holds them back', () => {
    const journal = new MemoryJournal(0);
    const feeds = makeFeeds();
    setWorld(0, feeds);
    const set = stage([fakeSource(feeds)], { journal });
    const seen = set.see(set.monitor.changes());
    set.clock.advance(SECOND);
    setWorld(4, feeds);
    set.clock.advance(10 * MINUTE);
    expect(seen.values).to.deep.equal([]);
    const rows = set.see(set.monitor.credentials({ sort: 'id' }));
    expect(
      rows.last.rows.map(({ id }) => id),
      'the picture goes on',
    ).to.deep.equal(['k0', 'k1', 'k2']);
  });
});

describe('a journal that cannot be written', () => {
  /** Refuses so many writes. */
  class Unwritable extends MemoryJournal {
    refused = 0;

    constructor(private readonly failures: number) {
      super();
    }

    override append(entries: readonly JournalEntry[]): Observable<unknown> {
      return defer(() => {
        if (this.refused >= this.failures) return super.append(entries);
        this.refused += 1;
        return throwError(() => new Error('ENOSPC'));
      });
    }
  }

  const cases: readonly [what: string, failures: number, refused: number, written: boolean][] = [
    ['is tried again until it can, while the monitor runs', 20, 20, true],
    ['is tried a few times more after close(), and keeps no process alive', Infinity, 24, false],
    ['that can be soon after close() is whole', 22, 22, true],
  ];
  for (const [what, failures, refused, isWritten] of cases)
    it(what, () => {
      const journal = new Unwritable(failures);
      const keys = new FakeFeed('keys', { gives: ['credential'] });
      keys.records = [credential('k1')];
      const set = stage([fakeSource([keys])], { journal });
      set.see(set.monitor.changes());
      set.clock.advance(20 * SECOND - 1);
      expect(journal.refused).to.equal(20);
      set.monitor.close();
      set.clock.advance(10 * SECOND);
      expect(journal.refused).to.equal(refused);
      expect(journal.writes > 0).to.equal(isWritten);
      set.clock.advance(MINUTE);
      expect(journal.refused).to.equal(refused);
      expect(set.clock.actions, 'timers').to.deep.equal([]);
    });
});

describe('a journal that cannot be read', () => {
  /** Fails so many times, in one of the ways in which a journal can. */
  class Unreadable extends MemoryJournal {
    loads = 0;

    constructor(
      private readonly failures: number,
      private readonly how: 'load' | 'lines' | 'entries' | 'shape',
    ) {
      super();
    }

    override load(): Observable<Saved> {
      this.loads += 1;
      if (this.loads > this.failures) return super.load();
      if (this.how === 'load') return throwError(() => new Error('EACCES'));
      const broken = {
        [Symbol.iterator]: (): Iterator<never> => {
          throw new Error('EIO');
        },
      };
      const odd = [{ type: 'head', version: 1 }, { type: 'records' }, null] as unknown as BaselineLine[];
      if (this.how === 'shape') return of({ baseline: odd, entries: [] });
      return of(
        this.how === 'lines' ? { baseline: broken, entries: [] } : { baseline: undefined, entries: broken },
      );
    }
  }

  const keysOnly = () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    keys.records = [credential('k1')];
    return keys;
  };

  it('is read again: a change over the restart is emitted once, though the first readings failed', () => {
    const journal = new Unreadable(0, 'load');
    const before = stage([fakeSource([keysOnly()])], { journal });
    before.see(before.monitor.sources$);
    before.clock.advance(MINUTE);
    before.monitor.close();
    const again = new Unreadable(2, 'load');
    again.baseline = journal.baseline;
    again.entries = journal.entries;
    const keys = keysOnly();
    keys.records = [credential('k1'), credential('k2')];
    const set = stage([fakeSource([keys])], { journal: again, start: NOON + DAY });
    const seen = set.see(set.monitor.changes());
    set.clock.advance(MINUTE);
    expect(seen.values.map(({ kind, subject }) => `${kind} ${subject?.id ?? ''}`)).to.deep.equal([
      'created k2',
    ]);
  });

  for (const how of ['load', 'lines', 'entries', 'shape'] as const)
    it(`is no empty one: the first event is a gap, and nothing is written over it (${how})`, () => {
      const journal = new Unreadable(Infinity, how);
      const keys = keysOnly();
      const set = stage([fakeSource([keys])], { journal, saveEveryMs: MINUTE });
      const seen = set.see(set.monitor.changes());
      const rows = set.see(set.monitor.credentials());
      set.clock.advance(5 * MINUTE);
      keys.records = [credential('k1'), credential('k2')];
      set.clock.advance(5 * MINUTE);
      set.monitor.close();
      expect(seen.values.map(({ kind, fields, subject }) => [kind, subject?.id ?? fields])).to.deep.equal([
        ['gap', ['journal']],
        ['created', 'k2'],
      ]);
      expect(rows.last.rows.map(({ id }) => id)).to.deep.equal(['k1', 'k2']);
      expect([journal.writes, seen.error]).to.deep.equal([0, undefined]);
    });
});
