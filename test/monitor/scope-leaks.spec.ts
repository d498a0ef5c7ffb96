import { expect } from 'chai';
import type { Observable } from 'rxjs';
import type { MonitorViews } from '../../src/monitor/monitor.js';
import { DIMENSIONS, WINDOWS, type Scope } from '../../src/monitor/queries.js';
import { defaultRules } from '../../src/monitor/rules/index.js';
import { money, type Credential } from '../../src/records/index.js';
import { DAY, HOUR, MINUTE, NOON } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { cost, credential, limit, principal, project, ref, usage } from './support/records.js';
import { stage, type Stage } from './support/watch.js';

const TODAY = NOON - (NOON % DAY);
const OLD = new Date(NOON - 200 * DAY).toISOString();
const ANA = { projects: [ref('project', 'p1')] };

const keyOf = (id: string, projectId: string, owner: string, more: Partial<Credential> = {}): Credential =>
  credential(id, {
    createdAt: OLD,
    scopeContainer: ref('project', projectId),
    owner: ref('user', owner),
    name: `name of ${id}`,
    ...more,
  });

const HIDDEN = 'hidden';

/** The lists of an organization: what a viewer sees something of, and what others have if `hidden` says so. */
class Organization {
  readonly users = new FakeFeed('users', { gives: ['principal'] });
  readonly keys = new FakeFeed('keys', { gives: ['credential'] });
  readonly projects = new FakeFeed('projects', { gives: ['project'] });
  readonly limits = new FakeFeed('limits', { gives: ['limit'] });
  readonly costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
  readonly usage = new FakeFeed('usage', { kind: 'buckets', gives: ['usage'] });
  readonly feeds = [this.users, this.keys, this.projects, this.limits, this.costs, this.usage];

  constructor(readonly isWhole: boolean) {
    this.users.records = [...this.hidden(principal('hidden-bob', { status: 'inactive' })), principal('ana')];
    this.keys.records = this.keysAtFirst;
    this.projects.records = [...this.hidden(project('hidden-p')), project('p1')];
    this.limits.records = [
      ...this.hidden(limit('hidden-l', { subject: ref('project', 'hidden-p'), used: money(99, 'usd') })),
      limit('l1', { subject: ref('project', 'p1'), used: money(95, 'usd') }),
      ...this.hidden(limit('hidden-org', { used: money(98, 'usd') })),
    ];
    this.#fillFigures();
  }

  hidden<A>(...records: readonly A[]): readonly A[] {
    return this.isWhole ? records : [];
  }

  get keysAtFirst(): readonly Credential[] {
    return [
      ...this.hidden(keyOf('hidden-0', 'hidden-p', 'hidden-bob', { name: 'a' })),
      keyOf('k1', 'p1', 'ana'),
      ...this.hidden(keyOf('hidden-1', 'hidden-p', 'hidden-bob', { scopes: ['*'] })),
      keyOf('k2', 'p1', 'ana', { scopes: ['*'] }),
    ];
  }

  #fillFigures(): void {
    const dims = (key: string, projectId: string, model: string) => ({
      credential: ref('api_token', key),
      project: ref('project', projectId),
      model,
    });
    const [own, others] = [dims('k1', 'p1', 'm1'), dims('hidden-0', 'hidden-p', 'hidden-m')];
    const days = Array.from({ length: 10 }, (_, at) => TODAY - at * DAY);
    this.costs.records = days.flatMap((day, at) => [
      ...this.hidden(cost(day, DAY, String(50 + at), { dims: others })),
      cost(day, DAY, String(5 + at), { dims: own }),
    ]);
    const hours = Array.from({ length: 30 }, (_, at) => NOON - at * HOUR);
    this.usage.records = hours.flatMap((hour, at) => [
      ...this.hidden(
        usage(hour, HOUR, { input_tokens: 9_000, output_tokens: 7, requests: 20 }, { dims: others }),
      ),
      usage(hour, HOUR, { input_tokens: 100 + at, output_tokens: 7, requests: 2 }, { dims: own }),
    ]);
  }
}

/** Everything that a viewer is given while the monitor runs: each value of each view, as it is sent. */
const everythingOf = (set: Stage, scope: Scope): ReadonlyMap<string, readonly string[]> => {
  const views: MonitorViews = set.monitor.within(scope);
  const given = new Map<string, string[]>();
  const see = (name: string, stream: Observable<unknown>): void => {
    const texts: string[] = [];
    given.set(name, texts);
    stream.subscribe((value) => {
      const text = JSON.stringify(value);
      // A value that is as before is not sent.
      if (texts.at(-1) !== text) texts.push(text);
    });
  };
  for (const name of ['overview$', 'sources$', 'limits$', 'findings$', 'drift$'] as const)
    see(name, views[name]);
  for (const by of DIMENSIONS)
    for (const window of WINDOWS) {
      see(`first row of spend by ${by}, ${window}`, views.spend({ by, window, limit: 1 }));
      see(`spend by ${by}, ${window}`, views.spend({ by, window }));
      for (const measure of ['cost', 'tokens', 'requests'] as const)
        see(`${measure} by ${by}, ${window}`, views.series({ by, window, measure, limit: 1 }));
    }
  for (const source of ['acme', 'hidden-beta', 'nobody'])
    see(`spend of ${source}`, views.spend({ by: 'source', where: { source } }));
  for (const sort of ['-cost', 'name', '-createdAt', 'owner', 'lastUsed'])
    see(`credentials by ${sort}`, views.credentials({ sort, limit: 1 }));
  see('credentials by a word', views.credentials({ filter: 'hidden' }));
  see('principals', views.principals({ sort: '-cost' }));
  see('changes', views.changes(''));
  return given;
};

/** The same without what depends on how much there is in all: positions are those of the whole log, and rules look again in turns. */
const compared = (given: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...given].map(([name, texts]) => {
      const bare = texts.map((text) =>
        text.replace(/"position":"[^"]*"/, '"position":""').replaceAll(/ As of [-\d: ]+UTC\./g, ''),
      );
      return [name, bare.filter((text, at) => text !== bare[at - 1])];
    }),
  );

/** A quarter of an hour in which things happen to what others have, and to what the viewer has. */
const pass = (set: Stage, { keys, users, isWhole }: Organization): void => {
  set.clock.advance(5 * MINUTE);
  keys.records = keys.records.map((key) =>
    'name' in key && key.id === 'hidden-1' ? { ...key, name: 'hidden name' } : key,
  );
  users.records = users.records.map((user) =>
    user.type === 'principal' && user.id === 'hidden-bob' ? { ...user, status: 'banned' } : user,
  );
  set.clock.advance(5 * MINUTE);
  keys.records = [
    ...keys.records.filter((key) => !('id' in key) || key.id !== 'hidden-0'),
    ...(isWhole ? [keyOf('hidden-9', 'hidden-p', 'hidden-bob')] : []),
    keyOf('k3', 'p1', 'ana'),
  ];
  set.clock.advance(5 * MINUTE);
};

const SCOPES: readonly Scope[] = [
  ANA,
  { projects: ['acme/p1'] },
  { owner: ref('user', 'ana') },
  { owner: { source: 'acme', id: 'ana' }, projects: [] },
];

describe('who sees no more than a scope is given, to the byte, what there would be without the rest', () => {
  for (const scope of SCOPES)
    it(`of the same lists, and of other sources: ${JSON.stringify(scope)}`, () => {
      const [whole, bare] = [true, false].map((isWhole) => {
        const own = new Organization(isWhole);
        const others = new FakeFeed('keys', { gives: ['credential', 'cost', 'usage'] });
        others.error = new Error('hidden reason');
        const more = isWhole ? [fakeSource([others], 'hidden-beta', 'hidden-provider')] : [];
        const set = stage([...more, fakeSource(own.feeds)], { rules: defaultRules });
        const given = everythingOf(set, scope);
        pass(set, own);
        return given;
      });
      const count = [...whole!.values()].flat().length;
      expect(count).to.be.greaterThan(200);
      expect([...whole!.values()].flat().filter((text) => text.includes(HIDDEN))).to.deep.equal([]);
      const expected = compared(bare!);
      for (const [name, texts] of compared(whole!)) expect(texts, name).to.deep.equal(expected.get(name));
      expect(whole!.get('changes')!.some((text) => text.includes('"id":"k3"'))).to.equal(true);
    }).timeout(60_000);

  it('an id alone may be that of any source: their names and states are shown, and nothing of what they hold', () => {
    const own = new Organization(true);
    own.keys.leftOut = 3;
    const set = stage([fakeSource(own.feeds), fakeSource([new FakeFeed('keys')], 'beta')]);
    const given = everythingOf(set, { projects: ['p1'] });
    set.clock.advance(MINUTE);
    const rows = JSON.parse(given.get('sources$')?.at(-1) ?? '[]') as readonly Record<string, unknown>[];
    expect(rows.map(({ source, feed, state }) => [source, feed, state])).to.deep.equal([
      ['acme', 'users', 'ok'],
      ['acme', 'keys', 'partial'],
      ...['projects', 'limits', 'costs', 'usage'].map((feed) => ['acme', feed, 'ok']),
      ['beta', 'keys', 'ok'],
    ]);
    for (const row of rows)
      expect(row).to.have.all.keys(
        ['source', 'provider', 'feed', 'state', 'lastSuccessAt', 'asOf', 'nextPollAt'].concat(
          row['source'] === 'beta' ? [] : ['gives'],
        ),
      );
  });
});

describe('a key that is handed over', () => {
  /** The texts of the changes that a viewer is given: of all that is held, and while it happens. */
  const handed = (scope: Scope, ...steps: readonly (readonly Credential[])[]) => {
    const own = new Organization(true);
    const set = stage([fakeSource(own.feeds)]);
    const live = set.see(set.monitor.within(scope).changes(''));
    set.clock.advance(MINUTE);
    for (const keys of steps) {
      own.keys.records = [...own.keysAtFirst, ...keys];
      set.clock.advance(MINUTE);
    }
    const late = set.see(set.monitor.within(scope).changes(''));
    const [events, again] = [live, late].map(({ values }) => values.filter(({ kind }) => kind !== 'gap'));
    expect(JSON.stringify(again)).not.to.include(HIDDEN);
    expect(again!.map(({ position, kind }) => [position, kind])).to.deep.equal(
      events!.map(({ position, kind }) => [position, kind]),
    );
    return events!;
  };
  const before = keyOf('k9', 'hidden-p', 'hidden-bob', { name: 'hidden plan' });
  const renamed = { ...before, name: 'plan' };

  it('into a project is new there: what it was before, and where it comes from, is not shown', () => {
    const moved: Credential = { ...renamed, scopeContainer: ref('project', 'p1'), owner: ref('user', 'ana') };
    const events = handed(ANA, [before], [renamed], [moved], [{ ...moved, name: 'other' }]);
    expect(events.map(({ kind, text }) => [kind, text])).to.deep.equal([
      ['created', 'New token plan.'],
      ['updated', 'Token other was renamed from plan to other.'],
    ]);
    expect(events[0]).to.not.have.property('before');
    expect(JSON.stringify(events)).not.to.include(HIDDEN);
  });

  it('to a person, of an owner who was none of hers', () => {
    const theirs = { ...before, scopeContainer: ref('project', 'p2') };
    const moved: Credential = { ...theirs, name: 'plan', owner: ref('user', 'ana') };
    const events = handed({ owner: ref('user', 'ana') }, [theirs], [moved]);
    expect(events.map(({ kind, text }) => [kind, text])).to.deep.equal([['created', 'New token plan.']]);
  });

  it('within the project is a change of its owner, by name', () => {
    const own = keyOf('k9', 'p1', 'eve', { name: 'plan' });
    const events = handed(ANA, [own], [{ ...own, owner: ref('user', 'ana') }]);
    expect(events.map(({ text }) => text)).to.deep.equal([
      'New token plan.',
      'Token plan: owner changed from eve to ana.',
    ]);
  });
});
