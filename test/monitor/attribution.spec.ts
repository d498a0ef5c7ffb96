import { expect } from 'chai';
import type { Observable } from 'rxjs';
import {
  sourcePartial,
  type FeedRecord,
  type MonitorOptions,
  type Source,
  type UsageRecord,
} from '../../src/monitor/index.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError, type FakeFeedOptions } from './support/fake-source.js';
import { cost, credential, keyRef, limit, principal, project, ref, usage } from './support/records.js';
import { stage, type Seen } from './support/watch.js';

const feed = (id: string, records: readonly FeedRecord[], options: FakeFeedOptions = {}): FakeFeed => {
  const made = new FakeFeed(id, options);
  made.records = records;
  return made;
};

const over = (source: Source, options: MonitorOptions = {}) => {
  const set = stage([source], options);
  return { ...set, see: <T>(stream: Observable<T>): Seen<T> => set.see(stream) };
};

const on = (...feeds: readonly FakeFeed[]) => over(fakeSource(feeds));

/** Something that was done: with `measures` of nothing, a sign that counts nothing. */
const event = (
  id: string,
  at: number,
  measures: UsageRecord['measures'],
  dims: UsageRecord['dims'],
): UsageRecord => ({
  ...usage(at, MINUTE, measures, { dims, resource: 'logs' }),
  uid: `acme/logs/${id}`,
  temporality: 'event',
  end: undefined,
  final: true,
});

describe('whose it is', () => {
  describe('names of what no list holds', () => {
    it('an owner who left keeps the name that the list of keys tells', () => {
      const owner = { ...ref('user', 'u1'), name: 'Ana' };
      const { monitor, clock, see } = on(
        feed('keys', [credential('k1', { owner })], { gives: ['credential'] }),
        feed('users', [principal('u2')], { gives: ['principal'] }),
      );
      const keys = see(monitor.credentials());
      clock.advance(MINUTE);
      expect(keys.last.rows[0]?.ownerName).to.equal('Ana');
    });

    it('a list that holds it decides, whatever a reference calls it', () => {
      const owner = { ...ref('user', 'u1'), name: 'old name' };
      const { monitor, clock, see } = on(
        feed('keys', [credential('k1', { owner })], { gives: ['credential'] }),
        feed('users', [principal('u1', { displayName: 'Ana B.' })], { gives: ['principal'] }),
      );
      const keys = see(monitor.credentials());
      clock.advance(MINUTE);
      expect(keys.last.rows[0]?.ownerName).to.equal('Ana B.');
    });

    it('another name in a reference is no change of a key', () => {
      const keys = feed('keys', [credential('k1', { owner: { ...ref('user', 'u1'), name: 'a' } })]);
      const { monitor, clock, see } = on(keys);
      const changes = see(monitor.changes());
      clock.advance(MINUTE);
      keys.records = [credential('k1', { owner: { ...ref('user', 'u1'), name: 'b' } })];
      clock.advance(2 * MINUTE);
      expect(changes.values).to.deep.equal([]);
      keys.records = [credential('k1', { owner: ref('user', 'u2') })];
      clock.advance(2 * MINUTE);
      expect(changes.values.flatMap(({ fields }) => fields ?? [])).to.deep.equal(['owner']);
    });

    it('a product that owns a token is called what the list of products calls it', () => {
      const { monitor, clock, see } = on(
        feed('tokens', [credential('t1', { owner: ref('product', 'p1') })], { gives: ['credential'] }),
        feed('products', [project('p1', { name: 'Editor' })], { gives: ['project'] }),
      );
      const keys = see(monitor.credentials());
      clock.advance(MINUTE);
      expect(keys.last.rows[0]?.ownerName).to.equal('Editor');
    });

    it('a key that only figures name has the name and the owner that they tell', () => {
      const dims = {
        credential: { ...keyRef('k9'), name: 'batch' },
        principal: { ...ref('user', 'c1'), name: 'Cora' },
      };
      const { monitor, clock, see } = on(
        feed('usage', [usage(NOON - HOUR, HOUR, { requests: 1 }, { dims })], {
          kind: 'buckets',
          gives: ['usage'],
        }),
        feed('keys', [], { gives: ['credential'], exhaustive: false }),
      );
      const keys = see(monitor.credentials({ window: '24h' }));
      clock.advance(MINUTE);
      expect(keys.last.rows[0]).to.include({ id: 'k9', name: 'batch', ownerName: 'Cora', status: 'unknown' });
    });

    const ownerOf = (...principals: readonly (readonly [id: string, environment?: string])[]) => {
      const records = principals.map(([id, environment]) =>
        usage(
          NOON - HOUR,
          HOUR,
          { requests: 1 },
          {
            dims: {
              credential: keyRef('k9'),
              principal: ref('user', id),
              ...(environment === undefined ? {} : { environment }),
            },
          },
        ),
      );
      const { monitor, clock, see } = on(
        feed('usage', records, { kind: 'buckets', gives: ['usage'] }),
        feed('keys', [], { gives: ['credential'] }),
      );
      const keys = see(monitor.credentials({ window: '24h' }));
      clock.advance(MINUTE);
      return keys.last.rows[0]?.ownerName;
    };

    it('a key that no list holds is nobody’s where several people use it, whoever was first', () => {
      expect(ownerOf(['u1'])).to.equal('u1');
      expect(ownerOf(['u1'], ['u2'])).to.equal(undefined);
      expect(ownerOf(['u2'], ['u1'], ['u2'])).to.equal(undefined);
    });

    it('it counts for nobody, also where minutes come for the first time of a list that gave hours', () => {
      const of = (principal?: string) => ({
        dims: {
          credential: keyRef('k9'),
          ...(principal === undefined ? {} : { principal: ref('user', principal) }),
        },
      });
      const minutes = feed('minutes', [], { kind: 'buckets', gives: ['usage'] });
      const { monitor, clock, see } = on(
        feed(
          'hours',
          [
            usage(NOON - HOUR, HOUR, { requests: 1 }, of('u1')),
            usage(NOON - HOUR, HOUR, { requests: 2 }, of()),
          ],
          { kind: 'buckets', gives: ['usage'] },
        ),
        minutes,
      );
      const spend = see(monitor.spend({ by: 'principal', window: '60m' }));
      clock.advance(SECOND);
      minutes.records = [
        usage(NOON - 2 * MINUTE, MINUTE, { requests: 1 }),
        usage(NOON - 2 * MINUTE, MINUTE, { requests: 4 }, of('u2')),
        usage(NOON - 2 * MINUTE, MINUTE, { requests: 8 }, of()),
      ];
      clock.advance(MINUTE);
      expect(
        spend.last.rows.map(({ ref: who, requests }) => [who?.id ?? 'nobody', requests]),
      ).to.have.deep.members([
        ['u2', 4],
        ['nobody', 9],
      ]);
    });

    it('customers own no keys, even where there is only one of them', () => {
      expect(ownerOf(['c1', 'prod'])).to.equal(undefined);
    });

    it('it is unknown until the list has been read after its first use: it may be new', () => {
      const dims = { credential: keyRef('k9') };
      const use = feed('usage', [], { kind: 'buckets', gives: ['usage'] });
      const every = { watchedMs: 5 * MINUTE, idleMs: HOUR };
      const listed = feed('keys', [], { gives: ['credential'], every });
      const { monitor, clock, see } = on(use, listed);
      const keys = see(monitor.credentials({ window: '24h' }));
      const changes = see(monitor.changes());
      clock.advance(MINUTE);
      // Used for the first time after the list was read; hours of which it is a part began before.
      use.records = [
        usage(NOON + MINUTE, MINUTE, { requests: 1 }, { dims }),
        usage(NOON, HOUR, { requests: 1 }, { dims, resource: 'hours' }),
      ];
      clock.advance(2 * MINUTE);
      expect([listed.reads, keys.last.rows[0]?.status]).to.deep.equal([1, 'unknown']);
      clock.advance(3 * MINUTE);
      expect([listed.reads, keys.last.rows[0]?.status]).to.deep.equal([2, 'vanished']);
      expect(changes.values).to.deep.equal([]);
    });

    it('it is gone once the list has been read after the bucket of its use, though the day of it goes on', () => {
      const dims = { credential: keyRef('k9') };
      const spent = feed('costs', [], { kind: 'buckets', gives: ['cost'] });
      const every = { watchedMs: 5 * MINUTE, idleMs: HOUR };
      const listed = feed('keys', [], { gives: ['credential'], every });
      const { monitor, clock, see } = on(spent, listed);
      const keys = see(monitor.credentials({ window: '24h' }));
      clock.advance(MINUTE);
      spent.records = [cost(NOON - 12 * HOUR, DAY, '2', { dims })];
      clock.advance(2 * MINUTE);
      expect([listed.reads, keys.last.rows[0]?.status]).to.deep.equal([1, 'unknown']);
      clock.advance(3 * MINUTE);
      expect([listed.reads, keys.last.rows[0]?.status]).to.deep.equal([2, 'vanished']);
    });

    it('it is gone where the lists hold every key, and unknown where they do not', () => {
      const statuses = [true, false].map((exhaustive) => {
        const { monitor, clock, see } = on(
          feed('usage', [usage(NOON - HOUR, HOUR, { requests: 1 }, { dims: { credential: keyRef('k9') } })], {
            kind: 'buckets',
            gives: ['usage'],
          }),
          feed('keys', [], { gives: ['credential'], exhaustive }),
        );
        const keys = see(monitor.credentials({ window: '24h' }));
        clock.advance(MINUTE);
        return keys.last.rows[0]?.status;
      });
      expect(statuses).to.deep.equal(['vanished', 'unknown']);
    });
  });

  describe('signs of use', () => {
    const tokens = feed(
      'tokens',
      [credential('t1', { owner: ref('user', 'u1') }), credential('t2', { owner: ref('user', 'u2') })],
      { gives: ['credential'] },
    );

    it('a log of who asked shows that one of their keys was used; others have no record since it began', () => {
      const { monitor, clock, see } = on(
        tokens,
        feed('logs', [event('r1', NOON - 5 * MINUTE, { requests: 1 }, { principal: ref('user', 'u1') })], {
          kind: 'events',
          gives: ['usage'],
          reachMs: HOUR,
        }),
      );
      const keys = see(monitor.credentials());
      clock.advance(MINUTE);
      const used = new Map(keys.last.rows.map((row) => [row.id, row.lastUsed]));
      expect(used.get('t1')).to.deep.equal({
        state: 'used',
        at: new Date(NOON - 5 * MINUTE).toISOString(),
        evidence: 'bearer_log',
      });
      expect(used.get('t2')?.state).to.equal('no_record');
    });

    it('an event that counts nothing shows the use of its key, and is no figure', () => {
      const { monitor, clock, see } = on(
        feed('keys', [credential('k1')], { gives: ['credential'] }),
        feed('audit', [event('a1', NOON - 2 * MINUTE, {}, { credential: keyRef('k1') })], {
          kind: 'events',
          gives: ['usage'],
          reachMs: HOUR,
        }),
      );
      const keys = see(monitor.credentials());
      const spend = see(monitor.spend({ by: 'key', window: '24h' }));
      clock.advance(MINUTE);
      expect(keys.last.rows[0]?.lastUsed).to.include({
        state: 'used',
        at: new Date(NOON - 2 * MINUTE).toISOString(),
        evidence: 'request_log',
      });
      expect(spend.last.rows).to.deep.equal([]);
    });
  });

  describe('customers by environment', () => {
    it('a limit is about the customer of its environment', () => {
      const customer = (environment: string, displayName: string) =>
        principal('c1', { kind: 'customer', environment, displayName, uid: `acme/users/c1/${environment}` });
      const { monitor, clock, see } = on(
        feed('users', [
          customer('prod', 'Real'),
          customer('test', 'Trial'),
          limit('l1', { subject: ref('customer', 'c1'), environment: 'test' }),
          limit('l2', { subject: ref('customer', 'c1'), environment: 'prod' }),
        ]),
      );
      const limits = see(monitor.limits$);
      clock.advance(MINUTE);
      expect(new Map(limits.last.map(({ uid, subjectName }) => [uid.at(-1), subjectName]))).to.deep.equal(
        new Map([
          ['1', 'Trial'],
          ['2', 'Real'],
        ]),
      );
    });

    it('a limit of one model says which', () => {
      const { monitor, clock, see } = on(
        feed('limits', [limit('l1', { model: 'gpt-5', measure: 'requests', limit: 5 })]),
      );
      const limits = see(monitor.limits$);
      clock.advance(MINUTE);
      expect(limits.last[0]?.name).to.match(/, gpt-5$/);
    });
  });

  it('a list of totals holds people, too: who is in it no more is removed', () => {
    const users = feed('users', [principal('c1'), principal('c2')], { kind: 'counters' });
    const { monitor, clock, see } = on(users);
    const people = see(monitor.principals());
    const changes = see(monitor.changes());
    clock.advance(MINUTE);
    users.records = [principal('c1')];
    clock.advance(2 * MINUTE);
    expect(people.last.rows.map(({ id, status }) => [id, status])).to.have.deep.members([
      ['c1', 'active'],
      ['c2', 'removed'],
    ]);
    expect(changes.values.map(({ kind, subject }) => [kind, subject?.id])).to.deep.equal([['removed', 'c2']]);
  });
});

describe('a key that two lists contain is one credential: the more specific list decides its kind', () => {
  const admin = (id: string) =>
    credential(id, { kind: 'admin_key', name: id, privilege: 'admin', resource: 'admin' });
  const own = (id: string) => credential(id, { kind: 'project_key', name: id, privilege: 'write' });

  const told = (order: readonly ('admin' | 'projects')[]) => {
    const lists = {
      admin: feed('admin', [admin('k1')], { gives: ['credential'] }),
      projects: feed('projects', [own('k1')], { gives: ['credential'], precedence: 1 }),
    };
    const { monitor, clock, see } = on(lists.admin, lists.projects);
    const changes = see(monitor.changes());
    const keys = see(monitor.credentials({ sort: 'id' }));
    clock.advance(SECOND);
    for (const name of order) {
      lists[name].records = name === 'admin' ? [admin('k1'), admin('k2')] : [own('k1'), own('k2')];
      clock.advance(MINUTE);
    }
    clock.advance(5 * MINUTE);
    return { changes: changes.values, keys: keys.last.rows };
  };

  it('the specific list comes first: it is created with its kind, once', () => {
    const { changes, keys } = told(['projects', 'admin']);
    expect(changes.map(({ kind, fields, text }) => [kind, fields, text])).to.deep.equal([
      ['created', [], 'New project key k2.'],
    ]);
    expect(keys.map(({ kind }) => kind)).to.deep.equal(['project_key', 'project_key']);
  });

  it('the admin list comes first: it is created once, and what it was taken for is corrected', () => {
    const { changes, keys } = told(['admin', 'projects']);
    expect(changes.map(({ kind, fields, before, after }) => [kind, fields, before, after])).to.deep.equal([
      ['created', [], undefined, changes[0]?.after],
      [
        'updated',
        ['kind', 'privilege'],
        { kind: 'admin_key', privilege: 'admin' },
        { kind: 'project_key', privilege: 'write' },
      ],
    ]);
    expect(changes.map(({ text }) => text)).to.deep.equal([
      'New admin key k2.',
      'Project key k2 was listed as an admin key before, privilege changed from admin to write.',
    ]);
    expect(keys.map(({ kind, privilege }) => [kind, privilege])).to.deep.equal([
      ['project_key', 'write'],
      ['project_key', 'write'],
    ]);
  });
});

describe('one list in several widths', () => {
  const figures = (hours: FakeFeedOptions, days: FakeFeedOptions) => {
    const common = { kind: 'buckets', gives: ['usage'], reads: 'acme.usage', reachMs: 40 * DAY } as const;
    return [
      feed('hours', [usage(NOON - HOUR, HOUR, { requests: 3 })], { ...common, widthMs: HOUR, ...hours }),
      feed('days', [usage(NOON - 12 * HOUR, DAY, { requests: 7 })], { ...common, widthMs: DAY, ...days }),
    ] as const;
  };

  const missing = (window: '24h' | '7d', broken: 'hours' | 'days'): readonly string[] => {
    const [hours, days] = figures({}, {});
    (broken === 'hours' ? hours : days).error = httpError(500);
    const { monitor, clock, see } = on(hours, days);
    const spend = see(monitor.spend({ by: 'source', window }));
    clock.advance(MINUTE);
    return spend.last.coverage.missing;
  };

  it('a figure rests on the width that makes its slots, and not on the other', () => {
    expect(missing('24h', 'hours')).to.deep.equal(['acme']);
    expect(missing('24h', 'days')).to.deep.equal([]);
    expect(missing('7d', 'days')).to.deep.equal(['acme']);
    expect(missing('7d', 'hours')).to.deep.equal([]);
  });

  it('each is counted once', () => {
    const [hours, days] = figures({}, {});
    const { monitor, clock, see } = on(hours, days);
    const inDay = see(monitor.spend({ by: 'source', window: '24h' }));
    const inWeek = see(monitor.spend({ by: 'source', window: '7d' }));
    clock.advance(MINUTE);
    expect([inDay.last.rows[0]?.requests, inWeek.last.rows[0]?.requests]).to.deep.equal([3, 7]);
  });

  it('costs of days are not figures of hours, and rest on no width of another list', () => {
    const [hours, days] = figures({}, {});
    hours.error = httpError(500);
    const costs = feed('costs', [cost(NOON - 12 * HOUR, DAY, 1)], {
      kind: 'buckets',
      gives: ['cost'],
      reads: 'acme.costs',
      widthMs: DAY,
      reachMs: 40 * DAY,
    });
    const { monitor, clock, see } = on(hours, days, costs);
    const today = see(monitor.spend({ by: 'source', window: 'today' }));
    clock.advance(MINUTE);
    expect(today.last.sum).to.include({ quality: 'reported' });
  });
});

describe('a reading of which a part failed', () => {
  it('is partial, and its row says why', () => {
    const keys = feed('keys', [credential('k1')]);
    const fault = {
      state: 'down',
      error: { class: 'HttpError', message: 'status 500', status: 500 },
    } as const;
    const source = fakeSource([keys]);
    const [real] = source.feeds;
    if (real === undefined) throw new Error('no feed');
    const broken = {
      ...source,
      feeds: [
        { ...real, read: () => [{ records: keys.records, leftOut: 0, end: 'partial', fault }] as never },
      ],
    };
    const { monitor, clock, see } = over(broken, { rules: [sourcePartial()] });
    const rows = see(monitor.sources$);
    const findings = see(monitor.findings$);
    clock.advance(2 * MINUTE);
    expect(findings.last[0]?.evidence[0]?.text).to.match(/A part of keys could not be read: status 500\./);
    expect(rows.last[0]).to.deep.include({ state: 'partial', error: fault.error });
  });
});
