import { expect } from 'chai';
import { Subject } from 'rxjs';
import { defaultRules } from '../../src/monitor/rules/index.js';
import type { FindingRow } from '../../src/monitor/shapes.js';
import { money, type Credential, type Drift, type FeedRecord } from '../../src/records/index.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { cost, credential, keyRef, limit, principal, ref, usage } from './support/records.js';
import { stage, type Seen, type Stage } from './support/watch.js';

const ago = (ms: number): string => new Date(NOON - ms).toISOString();
const ahead = (ms: number): string => ago(-ms);
const TODAY = NOON - 12 * HOUR;

/** A source with a list of each kind; a test changes what they hold, and whether they answer. */
class World {
  readonly keys = new FakeFeed('keys', { gives: ['credential'] });
  readonly people = new FakeFeed('people', { gives: ['principal'] });
  readonly limits = new FakeFeed('limits', { gives: ['limit'] });
  readonly use = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
  readonly costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
  readonly #drift = new Subject<Omit<Drift, 'type' | 'source'>>();
  readonly set: Stage;
  readonly findings: Seen<readonly FindingRow[]>;

  constructor(prepare: (world: World) => void) {
    prepare(this);
    const source = fakeSource(this.feeds);
    this.set = stage([{ ...source, drift$: this.#drift }], { rules: defaultRules });
    this.findings = this.set.see(this.set.monitor.findings$);
  }

  get feeds(): readonly FakeFeed[] {
    return [this.keys, this.people, this.limits, this.use, this.costs];
  }

  drifts(drift: Omit<Drift, 'type' | 'source'>): void {
    this.#drift.next(drift);
  }

  /** How severe the finding of a rule is; empty for none. */
  after(ms: number, rule: string): string {
    this.set.clock.advance(ms);
    return this.findings.last
      .filter((row) => row.rule === rule)
      .map(({ severity }) => severity)
      .join(' ');
  }
}

/** The life of a finding: what opens it, what is just no longer wrong, and the lists without which nothing is known. */
interface Life {
  readonly severity: string;
  readonly open: (world: World) => void;
  readonly close: (world: World) => void;
  readonly lists: (world: World) => readonly FakeFeed[];
  /** For how long it must hold, in milliseconds. */
  readonly forMs?: number;
}

const keysOf = ({ keys }: World) => [keys];
const held = (more: Partial<Credential>) => (world: World) => (world.keys.records = [credential('k', more)]);
const keyLife = (severity: string, open: Partial<Credential>, close: Partial<Credential>): Life => ({
  severity,
  open: held(open),
  close: held(close),
  lists: keysOf,
});
const used = (at: string) => ({ state: 'used', at, evidence: 'provider' }) as const;
const owned = { owner: ref('user', 'ana') };
const requests = (count: number): readonly FeedRecord[] => [
  usage(NOON - HOUR, HOUR, { requests: count }, { dims: { credential: keyRef('k') } }),
];

/** A month's limit of 100, of which the 27 days before today and today's noon have used some. */
const spending =
  (perDay: number) =>
  ({ limits, costs }: World): void => {
    limits.records = [limit('l', { limit: money(100, 'USD'), resetsAt: ahead(60 * HOUR) })];
    costs.records = [4, 3, 2, 1].map((back) => cost(TODAY - back * DAY, DAY, perDay));
  };

/** Twenty-four hours of a thousand tokens that cost ten dollars, and so many tokens in this minute. */
const pace =
  (tokens: number) =>
  ({ use, costs }: World): void => {
    const yesterday = Array.from({ length: 24 }, (_, hour) =>
      usage(TODAY - DAY + hour * HOUR, HOUR, { total_tokens: 1_000 }),
    );
    use.records = [...yesterday, usage(NOON, MINUTE, { total_tokens: tokens })];
    costs.records = [cost(TODAY - DAY, DAY, 10)];
  };

const failing =
  (status: number) =>
  ({ keys }: World): void =>
    void (keys.error = httpError(status));
const answering = ({ keys }: World): void => {
  keys.error = undefined;
  keys.leftOut = 0;
};

const LIVES: Readonly<Record<string, Life>> = {
  'budget.used': {
    severity: 'medium',
    open: ({ limits }) => (limits.records = [limit('l', { limit: 100, used: 80, measure: 'requests' })]),
    close: ({ limits }) => (limits.records = [limit('l', { limit: 100, used: 49.9, measure: 'requests' })]),
    lists: ({ limits }) => [limits],
  },
  // What is left after four days of 24 lasts for four hours at the pace of the last day; of 5 it lasts for longer than the month.
  'budget.eta': {
    severity: 'medium',
    open: spending(24),
    close: spending(5),
    lists: ({ limits, costs }) => [limits, costs],
  },
  'burn.spike': {
    severity: 'high',
    open: pace(13_001),
    close: pace(12_999),
    lists: ({ use }) => [use],
    forMs: 10 * MINUTE,
  },
  'key.never_used': keyLife(
    'medium',
    { createdAt: ago(31 * DAY), lastUsed: { state: 'never', evidence: 'provider' } },
    { createdAt: ago(31 * DAY), lastUsed: used(ago(HOUR)) },
  ),
  'key.idle': keyLife('low', { lastUsed: used(ago(91 * DAY)) }, { lastUsed: used(ago(89 * DAY)) }),
  'key.no_record': keyLife('info', { lastUsed: { state: 'no_record', since: ago(DAY) } }, {}),
  'key.expiring': keyLife('medium', { expiresAt: ahead(14 * DAY) }, { expiresAt: ahead(31 * DAY) }),
  'key.no_expiry': keyLife('low', { expiresAt: null }, { expiresAt: ahead(99 * DAY) }),
  'key.old': keyLife('low', { createdAt: ago(181 * DAY) }, { createdAt: ago(179 * DAY) }),
  'key.owner_gone': {
    severity: 'high',
    open: (world) => {
      held(owned)(world);
      world.people.records = [principal('ana', { status: 'banned' })];
    },
    close: ({ people }) => (people.records = [principal('ana')]),
    lists: ({ people }) => [people],
  },
  'key.revoked_used': keyLife(
    'critical',
    { status: 'revoked', revokedAt: ago(DAY), lastUsed: used(ago(HOUR)) },
    { status: 'revoked', revokedAt: ago(DAY), lastUsed: used(ago(DAY - 5 * MINUTE)) },
  ),
  'key.broad': keyLife('medium', { scopes: ['*'] }, { scopes: ['keys:read'] }),
  'key.shared': {
    severity: 'info',
    open: (world) => {
      held(owned)(world);
      world.people.records = [principal('ana')];
      world.use.records = requests(10_000);
    },
    close: ({ use }) => (use.records = requests(9_999)),
    lists: ({ use }) => [use],
  },
  'source.stale': { severity: 'medium', open: failing(503), close: answering, lists: () => [] },
  'source.auth': { severity: 'high', open: failing(401), close: answering, lists: () => [] },
  'source.partial': {
    severity: 'low',
    open: ({ keys }) => (keys.leftOut = 1),
    close: answering,
    lists: () => [],
  },
};

describe('the life of the finding of each default rule', () => {
  it('every default rule is here, and source.drift below', () => {
    const ids = [...Object.keys(LIVES), 'source.drift'];
    expect(ids.sort()).to.deep.equal(defaultRules.map(({ id }) => id).sort());
    for (const { id, forMs = 0 } of defaultRules) expect(LIVES[id]?.forMs ?? 0, id).to.equal(forMs);
  });

  for (const [rule, { severity, open, close, lists, forMs = 0 }] of Object.entries(LIVES))
    describe(rule, () => {
      it(`opens${forMs === 0 ? '' : ' after its time, and not before'}, keeps its severity while data is missing, closes strictly below`, () => {
        const world = new World(open);
        if (forMs > 0) expect(world.after(forMs - 2 * SECOND, rule), 'pending').to.equal('');
        expect(world.after(MINUTE + 2 * SECOND, rule), 'opened').to.equal(severity);
        close(world);
        const missing = lists(world);
        for (const feed of missing) feed.error = httpError(503);
        if (missing.length > 0) expect(world.after(20 * MINUTE, rule), 'data is missing').to.equal(severity);
        for (const feed of missing) feed.error = undefined;
        // A list that failed is read again within ten minutes; the hour is looked at once.
        expect(world.after(11 * MINUTE, rule), 'closed').to.equal('');
      });

      it('is not opened by what closes it', () => {
        const world = new World((each) => {
          open(each);
          close(each);
        });
        expect(world.after(forMs + 2 * MINUTE, rule)).to.equal('');
      });
    });

  describe('source.drift', () => {
    const drift = { resource: 'keys', path: 'data[].name', change: 'retyped' } as const;

    it('opens with a breaking change of the API, not with a new field, and stays while the list fails', () => {
      const world = new World(() => undefined);
      world.set.clock.advance(SECOND);
      world.drifts({ ...drift, change: 'added', severity: 'info' });
      expect(world.after(SECOND, 'source.drift')).to.equal('');
      world.drifts({ ...drift, from: 'string', to: 'number', severity: 'breaking' });
      expect(world.after(SECOND, 'source.drift')).to.equal('medium');
      world.keys.error = httpError(503);
      expect(world.after(HOUR, 'source.drift')).to.equal('medium');
    });

    it('a drift of one list is no finding of another', () => {
      const world = new World(() => undefined);
      world.set.clock.advance(SECOND);
      world.drifts({ ...drift, severity: 'breaking' });
      world.set.clock.advance(SECOND);
      const found = world.findings.last.filter(({ rule }) => rule === 'source.drift');
      expect(found.map(({ subject }) => subject)).to.deep.equal([
        { source: 'acme', kind: 'feed', id: 'keys' },
      ]);
    });
  });

  it('budget.eta says nothing before three days of costs are complete', () => {
    const world = new World((each) => {
      spending(40)(each);
      each.costs.records = each.costs.records.slice(-2);
    });
    expect(world.after(MINUTE, 'budget.eta')).to.equal('');
  });

  it('burn.spike: what ends before ten minutes opens nothing; without reported costs nothing is said', () => {
    const short = new World(pace(99_000));
    expect(short.after(9 * MINUTE, 'burn.spike')).to.equal('');
    pace(1_000)(short);
    expect(short.after(20 * MINUTE, 'burn.spike')).to.equal('');
    const free = new World((each) => {
      pace(99_000)(each);
      each.costs.records = [];
    });
    expect(free.after(20 * MINUTE, 'burn.spike')).to.equal('');
  });
});
