import { expect } from 'chai';
import { defaultRules } from '../../src/monitor/rules/index.js';
import { burnSpike } from '../../src/monitor/rules/burn-spike.js';
import type { ChangeEvent, FindingRow } from '../../src/monitor/shapes.js';
import { money, type FeedRecord } from '../../src/records/index.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { MemoryJournal } from './support/memory-journal.js';
import { cost, credential, keyRef, limit, usage } from './support/records.js';
import { stage, type Seen, type Stage } from './support/watch.js';

const ago = (ms: number): string => new Date(NOON - ms).toISOString();
const TODAY = NOON - 12 * HOUR;

const revoked = (id: string) => credential(id, { status: 'revoked', revokedAt: ago(DAY) });
const used = (id: string): FeedRecord =>
  usage(NOON - HOUR, HOUR, { requests: 5 }, { dims: { credential: keyRef(id) } });
const spent = (amount: number): readonly FeedRecord[] => [cost(TODAY, DAY, amount)];

interface Feeds {
  readonly keys: FakeFeed;
  readonly limits: FakeFeed;
  readonly use: FakeFeed;
  readonly costs: FakeFeed;
}

const makeFeeds = (): Feeds => ({
  keys: new FakeFeed('keys', { gives: ['credential'] }),
  limits: new FakeFeed('limits', { gives: ['limit'] }),
  use: new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] }),
  costs: new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] }),
});

/** What the first reading of a list, later than that of the others, brings; and what a later reading brings. */
interface Case {
  readonly name: string;
  readonly rule: string;
  readonly late: (feeds: Feeds) => FakeFeed;
  readonly first: (feeds: Feeds) => void;
  readonly next: (feeds: Feeds) => void;
  /** How the finding is after the first reading. */
  readonly found: string;
  readonly told: string;
  readonly budget?: boolean;
}

const CASES: readonly Case[] = [
  {
    name: 'use of a key that was revoked',
    rule: 'key.revoked_used',
    late: ({ use }) => use,
    first: ({ keys, use }) => {
      keys.records = [revoked('k1'), revoked('k2')];
      use.records = [used('k1')];
    },
    next: ({ use }) => (use.records = [used('k1'), used('k2')]),
    found: 'critical',
    told: 'finding k2 critical',
  },
  {
    name: 'spend above a limit of the provider',
    rule: 'budget.used',
    late: ({ costs }) => costs,
    first: ({ limits, costs }) => {
      limits.records = [limit('l')];
      costs.records = spent(90);
    },
    next: ({ costs }) => (costs.records = spent(101)),
    found: 'medium',
    told: 'limit acme critical',
  },
  {
    name: 'spend above a budget of one’s own',
    rule: 'budget.used',
    late: ({ costs }) => costs,
    first: ({ costs }) => (costs.records = spent(90)),
    next: ({ costs }) => (costs.records = spent(101)),
    found: 'medium',
    told: 'limit mine critical',
    budget: true,
  },
  {
    name: 'a limit that is used up',
    rule: 'budget.used',
    late: ({ limits }) => limits,
    first: ({ limits }) => (limits.records = [limit('l', { measure: 'requests', limit: 100, used: 90 })]),
    next: ({ limits }) => (limits.records = [limit('l', { measure: 'requests', limit: 100, used: 100 })]),
    found: 'medium',
    told: 'limit acme critical',
  },
  {
    name: 'spend against a limit that is read later',
    rule: 'budget.used',
    late: ({ limits }) => limits,
    first: ({ limits, costs }) => {
      costs.records = spent(90);
      limits.records = [limit('l')];
    },
    next: ({ limits }) => (limits.records = [limit('l', { limit: money(50, 'usd') })]),
    found: 'medium',
    told: 'limit acme critical',
  },
  {
    name: 'a pace above the usual',
    rule: 'burn.spike',
    late: ({ costs }) => costs,
    first: ({ use, costs }) => {
      const hours = Array.from({ length: 24 }, (_, hour) =>
        usage(TODAY - DAY + hour * HOUR, HOUR, { total_tokens: 1_000 }),
      );
      use.records = [...hours, usage(NOON, MINUTE, { total_tokens: 50_000 })];
      costs.records = [cost(TODAY - DAY, DAY, 10)];
    },
    next: ({ use }) => (use.records = [usage(NOON, MINUTE, { total_tokens: 1_000 })]),
    found: 'high',
    told: 'finding acme undefined',
  },
];

const rules = [...defaultRules.filter(({ id }) => id !== 'burn.spike'), burnSpike({ forMs: 0 })];

const wordsOf = ({ kind, subject, after }: ChangeEvent): string =>
  `${kind} ${subject?.id ?? ''} ${String((after as { severity?: string } | undefined)?.severity)}`;

const ofRule = (changes: Seen<ChangeEvent>, rule: string): readonly string[] =>
  changes.values.filter(({ fields }) => fields?.[0] === rule).map(wordsOf);

const severity = (findings: Seen<readonly FindingRow[]>, rule: string): string =>
  findings.last
    .filter((row) => row.rule === rule)
    .map((row) => row.severity)
    .join(' ');

const budgets = [{ name: 'mine', limit: money(100, 'USD'), period: 'month' as const }];

const open = (feeds: Feeds, options: Parameters<typeof stage>[1] = {}) => {
  const set: Stage = stage([fakeSource(Object.values(feeds) as FakeFeed[])], { rules, ...options });
  const changes = set.see(set.monitor.changes());
  const findings = set.see(set.monitor.findings$);
  return { set, changes, findings };
};

describe('the first reading of a feed is a baseline and tells nothing: no finding and no limit either', () => {
  for (const { name, rule, late, first, next, found, told, budget = false } of CASES)
    for (const isLate of [false, true])
      it(`${name}${isLate ? ', read five minutes after the other lists' : ''}: a finding, and a change only when a later reading brings it`, () => {
        const feeds = makeFeeds();
        first(feeds);
        if (isLate) late(feeds).error = httpError(503);
        const { set, changes, findings } = open(feeds, budget ? { budgets } : {});
        set.clock.advance(5 * MINUTE);
        late(feeds).error = undefined;
        set.clock.advance(11 * MINUTE);
        expect(severity(findings, rule)).to.equal(found);
        expect(ofRule(changes, rule), 'baseline').to.deep.equal([]);
        next(feeds);
        set.clock.advance(2 * MINUTE);
        expect(ofRule(changes, rule), 'news').to.deep.equal([told]);
      });

  it('a page of a first reading that goes on tells nothing, while another list does', () => {
    const feeds = makeFeeds();
    feeds.keys.records = [revoked('k1'), credential('k2')];
    feeds.use.records = [used('k1')];
    feeds.use.isHanging = true;
    const { set, changes, findings } = open(feeds);
    set.clock.advance(90 * SECOND);
    expect(severity(findings, 'key.revoked_used')).to.equal('critical');
    feeds.keys.records = [revoked('k1'), credential('k2', { scopes: ['*'] })];
    set.clock.advance(MINUTE);
    expect(changes.values.map(wordsOf)).to.deep.equal(['updated k2 undefined', 'finding k2 medium']);
  });

  it('a list that fails, or is read in part, the first time: how it is then is told by nothing, what becomes of it is', () => {
    const feeds = makeFeeds();
    feeds.keys.error = httpError(401);
    feeds.costs.leftOut = 1;
    const { set, changes, findings } = open(feeds);
    set.clock.advance(SECOND);
    expect(findings.last.map(({ rule }) => rule).sort()).to.deep.equal(['source.auth', 'source.partial']);
    expect(changes.values).to.deep.equal([]);
    feeds.keys.error = undefined;
    feeds.use.error = httpError(503);
    set.clock.advance(11 * MINUTE);
    expect(changes.values.map((change) => [change.fields?.[0], wordsOf(change)])).to.deep.equal([
      ['source.stale', 'finding usage medium'],
      ['source.auth', 'finding keys undefined'],
    ]);
  });

  it('a limit that is gone takes its finding with it, which is told', () => {
    const feeds = makeFeeds();
    feeds.limits.records = [limit('l', { measure: 'requests', limit: 100, used: 90 })];
    const { set, changes, findings } = open(feeds);
    set.clock.advance(SECOND);
    expect(findings.last).to.have.length(1);
    feeds.limits.records = [];
    set.clock.advance(MINUTE);
    expect(findings.last).to.have.length(0);
    expect(changes.values.map(wordsOf)).to.deep.equal(['removed acme undefined', 'limit acme undefined']);
  });

  const spoilers: readonly (readonly [string, (feed: FakeFeed) => void])[] = [
    ['one of its lists is always refused', (feed) => (feed.isCut = true)],
    [
      'it always fails behind its first page',
      (feed) => Object.assign(feed, { error: httpError(500), failAfter: 1 }),
    ],
  ];
  for (const [how, spoil] of spoilers)
    it(`of a list that is never read whole (${how}) known keys that change are told, and new ones that say when they came`, () => {
      const { keys, limits } = makeFeeds();
      const admin = new FakeFeed('admin', { gives: ['credential'] });
      const kinds = new FakeFeed('kinds', { gives: ['credential'], precedence: 1 });
      keys.records = [credential('k1', { name: 'one' }), credential('k2')];
      limits.records = [limit('l')];
      admin.records = [credential('k9', { kind: 'admin_key' })];
      for (const feed of [keys, limits, kinds]) spoil(feed);
      const set = stage([fakeSource([keys, limits, admin, kinds])]);
      const changes = set.see(set.monitor.changes());
      set.clock.advance(30 * MINUTE);
      expect(
        changes.values.map(({ text }) => text),
        'a baseline tells nothing',
      ).to.deep.equal([]);
      keys.records = [
        credential('k1', { name: 'renamed' }),
        credential('k3', { createdAt: ago(DAY) }),
        credential('k4', { createdAt: ago(-10 * MINUTE) }),
      ];
      limits.records = [limit('l', { limit: money(5, 'USD') })];
      kinds.records = [credential('k9', { kind: 'project_key' })];
      set.clock.advance(30 * MINUTE);
      const told = changes.values.map(
        ({ kind, subject, fields }) => `${kind} ${subject?.id ?? ''} ${String(fields)}`,
      );
      expect([...told].sort()).to.deep.equal([
        'created k4 ',
        'updated acme limit',
        'updated k1 name',
        'updated k9 kind',
      ]);
      for (const feed of [keys, limits, kinds]) Object.assign(feed, { isCut: false, error: undefined });
      set.clock.advance(30 * MINUTE);
      expect(
        changes.values.slice(told.length).map(({ kind, subject }) => `${kind} ${subject?.id ?? ''}`),
      ).to.deep.equal(['removed k2']);
    });

  it('of a list that was never read whole, what changed while the process was down is told once', () => {
    const journal = new MemoryJournal();
    const { keys } = makeFeeds();
    keys.records = [credential('k1', { name: 'one' })];
    keys.isCut = true;
    const watch = (own: MemoryJournal, start: number) => {
      const set = stage([fakeSource([keys])], { journal: own, start });
      const changes = set.see(set.monitor.changes());
      set.clock.advance(5 * MINUTE);
      return { set, told: changes.values.map(({ text }) => text) };
    };
    const first = watch(journal, NOON);
    const heir = journal.heir();
    first.set.monitor.close();
    keys.records = [credential('k1', { name: 'renamed' })];
    expect(watch(heir, NOON + HOUR).told).to.deep.equal(['Token renamed was renamed from one to renamed.']);
  });

  for (const saveEveryMs of [MINUTE, DAY])
    it(`with a journal ${saveEveryMs === DAY ? '(killed before its first baseline) ' : ''}what was told, or known from the first reading, is not told again; what opened while the process was down is told once`, () => {
      const journal = new MemoryJournal();
      const feeds = makeFeeds();
      feeds.keys.records = [revoked('k1'), revoked('k2'), revoked('k3')];
      feeds.limits.records = [limit('l')];
      feeds.costs.records = spent(60);
      feeds.use.records = [used('k1')];
      const first = open(feeds, { journal, saveEveryMs });
      first.set.clock.advance(5 * MINUTE);
      feeds.use.records = [used('k1'), used('k2')];
      first.set.clock.advance(5 * MINUTE);
      expect(first.changes.values.map(wordsOf)).to.deep.equal(['finding k2 critical']);
      // Killed: what it would write from now on is lost. While it is down k3 is used, and the limit nearly used up.
      const heir = journal.heir();
      first.set.monitor.close();
      feeds.use.records = [used('k1'), used('k2'), used('k3')];
      feeds.costs.records = spent(90);
      feeds.limits.error = httpError(503);
      const next = open(feeds, { journal: heir, saveEveryMs, start: NOON + HOUR });
      next.set.clock.advance(30 * MINUTE);
      const told = next.changes.values.map(wordsOf);
      expect([...told].sort()).to.deep.equal([
        'finding k3 critical',
        'finding limits medium',
        'limit acme medium',
      ]);
      expect(severity(next.findings, 'key.revoked_used')).to.equal('critical critical critical');
    });
});
