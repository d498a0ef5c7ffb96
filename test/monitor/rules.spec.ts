import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Credential, Limit, Principal } from '../../src/records/index.js';
import { defaultRules, defineRule, type AnyRule } from '../../src/monitor/rules/index.js';
import type { FindingRow } from '../../src/monitor/shapes.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource, httpError } from './support/fake-source.js';
import { cost, credential, keyRef, limit, principal, ref, usage } from './support/records.js';
import { stage } from './support/watch.js';

const ago = (ms: number): string => new Date(NOON - ms).toISOString();
const ahead = (ms: number): string => ago(-ms);

interface World {
  readonly keys?: readonly Credential[];
  readonly people?: readonly Principal[];
  readonly limits?: readonly Limit[];
  readonly requests?: number;
}

/** A source with keys, people, limits and use; the lists are there to be changed. */
const stageOf = (world: World, rules: readonly AnyRule[] = defaultRules) => {
  const keys = new FakeFeed('keys', { gives: ['credential'] });
  const people = new FakeFeed('people', { gives: ['principal'] });
  const limits = new FakeFeed('limits', { gives: ['limit'] });
  const use = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
  keys.records = world.keys ?? [];
  people.records = world.people ?? [];
  limits.records = world.limits ?? [];
  use.records =
    world.requests === undefined
      ? []
      : [usage(NOON - HOUR, HOUR, { requests: world.requests }, { dims: { credential: keyRef('k') } })];
  const set = stage([fakeSource([keys, people, limits, use])], { rules });
  const seen = set.see(set.monitor.findings$);
  set.clock.advance(2 * SECOND);
  return { set, seen, keys, people, limits, use };
};

const found = (rows: readonly FindingRow[], rule: string): string =>
  rows
    .filter((row) => row.rule === rule)
    .map(({ severity }) => severity)
    .join(' ');

const key = (more: Partial<Credential>): World => ({ keys: [credential('k', more)] });
const never = { state: 'never', evidence: 'provider' } as const;
const used = (at: string, precision?: 'day') =>
  ({ state: 'used', at, evidence: 'provider', ...(precision === undefined ? {} : { precision }) }) as const;

const ANA = ref('user', 'ana');
const owned = (more: Partial<Credential> = {}) => credential('k', { owner: ANA, ...more });
const BO = principal('bo');

/** For each rule: what opens it, how severe it is, and what is nearly the same and does not. */
const CASES: Readonly<Record<string, readonly (readonly [what: string, world: World, severity: string])[]>> =
  {
    'key.never_used': [
      ['created more than 30 days ago', key({ createdAt: ago(30 * DAY + 1), lastUsed: never }), 'medium'],
      ['created 30 days ago', key({ createdAt: ago(30 * DAY - 3 * SECOND), lastUsed: never }), ''],
      ['its use is not reported', key({ createdAt: ago(99 * DAY) }), ''],
      ['its age is not reported', key({ lastUsed: never }), ''],
      ['it is revoked', key({ createdAt: ago(99 * DAY), lastUsed: never, status: 'revoked' }), ''],
      [
        'no record is no proof',
        key({ createdAt: ago(99 * DAY), lastUsed: { state: 'no_record', since: ago(DAY) } }),
        '',
      ],
    ],
    'key.no_record': [
      ['nothing on record', key({ lastUsed: { state: 'no_record', since: ago(14 * DAY) } }), 'info'],
      ['use is not reported', key({}), ''],
    ],
    'key.idle': [
      ['used more than 90 days ago', key({ lastUsed: used(ago(90 * DAY + 1)) }), 'low'],
      ['used 90 days ago', key({ lastUsed: used(ago(90 * DAY - 3 * SECOND)) }), ''],
      ['it is expired', key({ lastUsed: used(ago(99 * DAY)), status: 'expired' }), ''],
      ['figures show use of today', { ...key({ lastUsed: used(ago(99 * DAY)) }), requests: 1 }, ''],
    ],
    'key.expiring': [
      ['in 31 days', key({ expiresAt: ahead(31 * DAY) }), ''],
      ['in 30 days', key({ expiresAt: ahead(30 * DAY) }), 'low'],
      ['in 14 days', key({ expiresAt: ahead(14 * DAY) }), 'medium'],
      ['in 3 days', key({ expiresAt: ahead(3 * DAY) }), 'high'],
      ['expired, and listed yet', key({ expiresAt: ago(DAY), status: 'expired' }), 'low'],
      ['revoked', key({ expiresAt: ahead(DAY), status: 'revoked' }), ''],
      ['never', key({ expiresAt: null }), ''],
    ],
    'key.no_expiry': [
      ['none is set', key({ expiresAt: null }), 'low'],
      ['an admin key', key({ expiresAt: null, kind: 'admin_key' }), 'low'],
      ['a kind that has none', key({ expiresAt: null, kind: 'project_key' }), ''],
      ['not reported', key({}), ''],
    ],
    'key.old': [
      ['more than 180 days', key({ createdAt: ago(180 * DAY + 1) }), 'low'],
      ['180 days', key({ createdAt: ago(180 * DAY - 3 * SECOND) }), ''],
      [
        'an administrator, more than 90 days',
        key({ createdAt: ago(90 * DAY + 1), privilege: 'admin' }),
        'low',
      ],
      ['a licence', key({ createdAt: ago(999 * DAY), kind: 'license' }), ''],
    ],
    'key.owner_gone': [
      ['banned', { keys: [owned()], people: [principal('ana', { status: 'banned' }), BO] }, 'high'],
      ['deactivated', { keys: [owned()], people: [principal('ana', { status: 'inactive' })] }, 'high'],
      ['in no list of members', { keys: [owned()], people: [BO] }, 'high'],
      ['no access to the project', { keys: [owned({ ownerAccess: 'inactive' })], people: [BO] }, 'high'],
      ['a member', { keys: [owned()], people: [principal('ana')] }, ''],
      ['people of this kind are not read', { keys: [owned()] }, ''],
      ['the key is revoked', { keys: [owned({ status: 'revoked' })], people: [BO] }, ''],
      ['no owner', { keys: [credential('k')], people: [BO] }, ''],
    ],
    'key.revoked_used': [
      [
        'used after it',
        key({ status: 'revoked', revokedAt: ago(DAY), lastUsed: used(ago(HOUR)) }),
        'critical',
      ],
      [
        'within 5 minutes: clocks differ',
        key({ status: 'revoked', revokedAt: ago(DAY), lastUsed: used(ago(DAY - 5 * MINUTE)) }),
        '',
      ],
      [
        'on the same day, by the day only',
        key({ status: 'revoked', revokedAt: ago(DAY), lastUsed: used(ago(HOUR), 'day') }),
        '',
      ],
      ['used before it', key({ status: 'revoked', revokedAt: ago(DAY), lastUsed: used(ago(2 * DAY)) }), ''],
    ],
    'key.broad': [
      ['a wildcard', key({ scopes: ['keys:read', '*'] }), 'medium'],
      ['a wildcard of a kind', key({ scopes: ['keys.*'] }), 'medium'],
      ['an administrator', key({ privilege: 'admin' }), 'low'],
      [
        'scopes not reported, and its owner is one',
        { keys: [owned({ privilege: 'unknown' })], people: [principal('ana', { role: 'Owner' })] },
        'info',
      ],
      [
        'scopes are reported',
        {
          keys: [owned({ privilege: 'unknown', scopes: [] })],
          people: [principal('ana', { role: 'owner' })],
        },
        '',
      ],
      ['a reader', key({ privilege: 'read' }), ''],
    ],
    'key.shared': [
      [
        '10,000 requests a day with a key of a person',
        { keys: [owned()], people: [principal('ana')], requests: 10_000 },
        'info',
      ],
      ['one fewer', { keys: [owned()], people: [principal('ana')], requests: 9_999 }, ''],
      [
        'a service account',
        { keys: [owned()], people: [principal('ana', { kind: 'service_account' })], requests: 99_999 },
        '',
      ],
    ],
    'budget.used': [
      ['half', { limits: [limit('l', { limit: 100, used: 50, measure: 'requests' })] }, 'info'],
      ['below half', { limits: [limit('l', { limit: 100, used: 49, measure: 'requests' })] }, ''],
      ['80 %', { limits: [limit('l', { limit: 100, used: 80, measure: 'requests' })] }, 'medium'],
      ['all', { limits: [limit('l', { limit: 100, used: 100, measure: 'requests' })] }, 'critical'],
      ['a use that nobody reports', { limits: [limit('l', { limit: 100, measure: 'requests' })] }, ''],
      ['places, nearly all', { limits: [limit('l', { limit: 10, used: 9, measure: 'machines' })] }, ''],
      ['the one place there is', { limits: [limit('l', { limit: 1, used: 1, measure: 'machines' })] }, ''],
      ['all places', { limits: [limit('l', { limit: 3, used: 3, measure: 'users' })] }, 'info'],
      ['more than all places', { limits: [limit('l', { limit: 1, used: 2, measure: 'cores' })] }, 'medium'],
      ['a limit of zero', { limits: [limit('l', { limit: 0, used: 0, measure: 'requests' })] }, ''],
    ],
  };

describe('default rules', () => {
  for (const [rule, cases] of Object.entries(CASES))
    describe(rule, () => {
      for (const [what, world, severity] of cases)
        it(`${what}: ${severity === '' ? 'no finding' : severity}`, () => {
          expect(found(stageOf(world).seen.last, rule)).to.equal(severity);
        });
    });

  it('source.stale, source.auth and source.partial follow the state of a feed, and are news from the first reading on', () => {
    const { set, seen, keys } = stageOf(key({}));
    const changes = set.see(set.monitor.changes());
    const states: string[] = [];
    for (const spoil of [
      () => (keys.error = httpError(401)),
      () => (keys.error = httpError(403)),
      () => (keys.error = httpError(503)),
      () => ([keys.error, keys.leftOut] = [undefined, 2]),
      () => (keys.leftOut = 0),
    ]) {
      spoil();
      set.clock.advance(11 * MINUTE);
      states.push(seen.last.map(({ rule, severity }) => `${rule} ${severity}`).join(', '));
    }
    expect(states).to.deep.equal([
      'source.auth high',
      'source.auth high',
      'source.stale medium',
      'source.partial low',
      '',
    ]);
    expect(
      changes.values.map(({ kind, fields, after }) => [kind, fields?.[0], after === undefined]),
    ).to.deep.equal([
      ['finding', 'source.auth', false],
      ['finding', 'source.stale', false],
      ['finding', 'source.auth', true],
      ['finding', 'source.stale', true],
      ['finding', 'source.partial', false],
      ['finding', 'source.partial', true],
    ]);
  });

  it('key.owner_gone: who came with a new key is not gone before people have been read again', () => {
    const { set, seen, keys, people } = stageOf({ keys: [], people: [BO] });
    const states: string[] = [];
    const look = (): void => void states.push(found(seen.last, 'key.owner_gone'));
    people.isHanging = true;
    keys.records = [owned({ createdAt: ahead(30 * SECOND) })];
    set.clock.advance(MINUTE);
    look();
    people.isHanging = false;
    people.records = [BO, principal('ana')];
    set.clock.advance(10 * MINUTE);
    look();
    expect(states).to.deep.equal(['', '']);
  });

  it('key.owner_gone: who is in no list of people that was read after the key was made is gone, as soon as it was read', () => {
    const people = new FakeFeed('people', {
      gives: ['principal'],
      every: { watchedMs: 15 * MINUTE, idleMs: HOUR },
    });
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    people.records = [BO];
    const set = stage([fakeSource([people, keys])], { rules: defaultRules });
    const changes = set.see(set.monitor.changes());
    const seen = set.see(set.monitor.findings$);
    set.clock.advance(2 * SECOND);
    keys.records = [owned({ createdAt: ahead(2 * MINUTE) })];
    set.clock.advance(12 * MINUTE);
    expect([people.reads, found(seen.last, 'key.owner_gone')]).to.deep.equal([1, '']);
    set.clock.advance(6 * MINUTE);
    expect([people.reads, found(seen.last, 'key.owner_gone')]).to.deep.equal([2, 'high']);
    const told = changes.values.filter(({ fields }) => fields?.[0] === 'key.owner_gone');
    expect(told.map(({ kind }) => kind)).to.deep.equal(['finding']);
  });

  it('every default rule has an id and a title of its own, and a section in the docs that its link leads to', () => {
    const page = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8');
    const anchors = [...page.matchAll(/^### (\S+)$/gm)].map(([, heading = '']) =>
      heading.replaceAll('.', ''),
    );
    const ids = defaultRules.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { title, docs, id } of defaultRules) {
      expect(title).to.not.equal('');
      expect(docs).to.equal(`docs/findings.md#${id.replaceAll('.', '')}`);
    }
    const linked = defaultRules.map(({ docs }) => docs.slice(docs.indexOf('#') + 1));
    expect(anchors).to.deep.equal(linked);
  });
});

const named = (name: string, forMs = 0) =>
  defineRule({
    id: 'named',
    title: 'Bad name',
    severity: 'low',
    docs: '',
    on: 'credential',
    needs: ['credential'],
    forMs,
    check: (subject) =>
      subject.name === name
        ? { evidence: [{ text: `It is named ${name}. Rename it.`, refs: [keyRef(subject.id)] }] }
        : undefined,
  });

describe('the laws of findings', () => {
  it('a finding opens after its `for` time, and not before', () => {
    const { set, seen } = stageOf(key({ name: 'bad' }), [named('bad', 10 * MINUTE)]);
    set.clock.advance(10 * MINUTE - 3 * SECOND);
    expect(seen.last).to.deep.equal([]);
    set.clock.advance(2 * MINUTE);
    expect(seen.last.map(({ rule }) => rule)).to.deep.equal(['named']);
  });

  it('what ends before its `for` time opens nothing, and begins again at zero', () => {
    const { set, seen, keys } = stageOf(key({ name: 'bad' }), [named('bad', 10 * MINUTE)]);
    for (const name of ['bad', 'good', 'bad']) {
      keys.records = [credential('k', { name })];
      set.clock.advance(8 * MINUTE);
    }
    expect(seen.last).to.deep.equal([]);
  });

  const dollars = (amount: string) => ({ amount, currency: 'USD' });
  for (const [text, config] of [
    ['45.79 USD of 10 USD spent (457 %).', { limit: dollars('10'), used: dollars('45.79'), measure: 'cost' }],
    ['701 of 700 requests used (100 %).', { limit: 700, used: 701, measure: 'requests' }],
    ['90 of 100 license uses (90 %).', { limit: 100, used: 90, measure: 'license_uses' }],
    ['2 of 1 machine in use (200 %).', { limit: 1, used: 2, measure: 'machines' }],
    ['3 of 3 users in use (100 %).', { limit: 3, used: 3, measure: 'users' }],
    ['4 of 2 bytes of memory in use (200 %).', { limit: 2, used: 4, measure: 'memory_bytes' }],
  ] as const)
    it(`says what is used: ${text}`, () => {
      const { seen } = stageOf({ limits: [limit('l', config)] });
      const [finding] = seen.last.filter(({ rule }) => rule === 'budget.used');
      expect(finding?.evidence[0]?.text.startsWith(`${text} Raise it`)).to.equal(true);
    });

  it('it closes strictly below its threshold', () => {
    const { set, seen, limits } = stageOf({ limits: [] });
    const severities = [49, 50, 80, 79.9, 50, 49.9, 100].map((used) => {
      limits.records = [limit('l', { limit: 100, used, measure: 'requests' })];
      set.clock.advance(MINUTE);
      return found(seen.last, 'budget.used');
    });
    expect(severities).to.deep.equal(['', 'info', 'medium', 'info', 'info', '', 'critical']);
  });

  it('it keeps its severity while data is missing: a source that is down is no source without faults', () => {
    const { set, seen, keys } = stageOf(key({ name: 'bad' }), [named('bad')]);
    keys.error = httpError(503);
    keys.records = [credential('k', { name: 'good' })];
    set.clock.advance(3 * HOUR);
    expect(found(seen.last, 'named')).to.equal('low');
    keys.error = undefined;
    set.clock.advance(11 * MINUTE);
    expect(seen.last).to.deep.equal([]);
  });

  it('it carries evidence: text and references, its subject by name, and since when', () => {
    const { seen } = stageOf(key({ name: 'bad' }), [named('bad')]);
    expect(seen.last).to.deep.equal([
      {
        type: 'finding',
        id: 'named/acme/credential/k',
        rule: 'named',
        title: 'Bad name',
        severity: 'low',
        subject: keyRef('k'),
        subjectName: 'bad',
        docs: '',
        since: seen.last[0]?.since,
        evidence: [{ text: 'It is named bad. Rename it.', refs: [keyRef('k')] }],
      },
    ]);
    expect(Date.parse(seen.last[0]?.since ?? '')).to.be.within(NOON, NOON + 2 * SECOND);
  });

  it('the newest come first, and of those that opened together the gravest', () => {
    const { set, seen, limits } = stageOf({
      keys: [credential('a', { privilege: 'admin' }), credential('b', { expiresAt: ahead(3 * DAY) })],
      limits: [limit('l', { limit: 100, used: 100, measure: 'requests' })],
    });
    limits.records = [...limits.records, limit('m', { limit: 100, used: 50, measure: 'requests' })];
    set.clock.advance(MINUTE);
    expect(seen.last.map(({ rule, severity }) => `${rule} ${severity}`)).to.deep.equal([
      'budget.used info',
      'budget.used critical',
      'key.expiring high',
      'key.broad low',
    ]);
  });

  it('no finding rests on a figure that was not reported: an estimate uses up no budget', () => {
    const today = Math.floor(NOON / DAY) * DAY;
    const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
    const tokens = new FakeFeed('tokens', { kind: 'buckets', gives: ['usage'] });
    costs.records = [cost(today - DAY, DAY, 1)];
    tokens.records = [0, 1].map((back) =>
      usage(today - back * DAY, DAY, { input_tokens: back === 0 ? 9e6 : 100 }),
    );
    const budgets = [{ name: 'day', limit: { amount: '10', currency: 'USD' }, period: 'day' as const }];
    const set = stage([fakeSource([costs, tokens])], { rules: defaultRules, budgets });
    const findings = set.see(set.monitor.findings$);
    const spend = set.see(set.monitor.spend({ by: 'source', window: 'today' }));
    set.clock.advance(MINUTE);
    expect(spend.last.sum.value).to.deep.equal([{ amount: '90000', currency: 'USD', basis: 'estimated' }]);
    expect(found(findings.last, 'budget.used')).to.equal('');
    costs.records = [...costs.records, cost(today, DAY, 9)];
    set.clock.advance(MINUTE);
    expect(found(findings.last, 'budget.used')).to.equal('medium');
  });

  it('what was wrong at the first reading is a finding and no news; what goes wrong later is both', () => {
    const { set, seen, keys } = stageOf(key({ name: 'bad' }), [named('bad')]);
    const changes = set.see(set.monitor.changes());
    keys.records = [...keys.records, credential('k2', { name: 'bad' })];
    set.clock.advance(2 * MINUTE);
    expect(seen.last).to.have.length(2);
    const news = changes.values.filter(({ kind }) => kind === 'finding');
    expect(news.map(({ subject }) => subject?.id)).to.deep.equal(['k2']);
  });

  it('a rule that throws knows nothing, and ends nothing', () => {
    const thrower = {
      ...named('bad'),
      id: 'thrower',
      check: () => {
        throw new Error('boom');
      },
    };
    const { seen } = stageOf(key({ name: 'bad' }), [thrower, named('bad')]);
    expect(seen.last.map(({ rule }) => rule)).to.deep.equal(['named']);
    expect(seen.error).to.equal(undefined);
  });

  it('two rules with one id are refused at once', () => {
    expect(() => stageOf({}, [named('a'), named('b')])).to.throw(RangeError, "two rules have the id 'named'");
  });

  it('ages grow by themselves: a key becomes old within the hour, though nobody changed it', () => {
    const { set, seen } = stageOf(key({ createdAt: ago(180 * DAY - HOUR) }));
    expect(found(seen.last, 'key.old')).to.equal('');
    set.clock.advance(2 * HOUR + 2 * MINUTE);
    expect(found(seen.last, 'key.old')).to.equal('low');
  });
});
