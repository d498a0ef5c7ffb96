import { expect } from 'chai';
import type { Scope } from '../../src/monitor/queries.js';
import { budgetUsed } from '../../src/monitor/rules/index.js';
import { money } from '../../src/records/index.js';
import { DAY, MINUTE, NOON } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { cost, credential, limit, principal, project, ref } from './support/records.js';
import { stage } from './support/watch.js';

/** An organization whose ids others have too; the amounts tell them apart. */
const organization = (name: string, amount: string, projectId = 'p1') => {
  const users = new FakeFeed('users', { gives: ['principal'] });
  users.records = [principal('ana', { source: name })];
  const keys = new FakeFeed('keys', { gives: ['credential'] });
  keys.records = [
    credential('k1', {
      source: name,
      owner: ref('user', 'ana', name),
      scopeContainer: ref('project', projectId, name),
    }),
  ];
  const projects = new FakeFeed('projects', { gives: ['project'] });
  projects.records = [project(projectId, { source: name })];
  const limits = new FakeFeed('limits', { gives: ['limit'] });
  limits.records = [
    limit('l1', { source: name, subject: ref('project', projectId, name), used: money(99, 'usd') }),
  ];
  const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
  costs.records = [
    cost(NOON - (NOON % DAY), DAY, amount, {
      source: name,
      dims: { credential: ref('api_token', 'k1', name), project: ref('project', projectId, name) },
    }),
  ];
  return fakeSource([users, keys, projects, limits, costs], name);
};

const SOURCES = () => [
  organization('acme', '1'),
  organization('beta', '20'),
  organization('gamma', '300', 'acme/p1'),
];

/** The sources that a viewer sees something of, in each member of the monitor. */
const seenWithin = (scope: Scope): Readonly<Record<string, readonly string[]>> => {
  const set = stage(SOURCES(), { rules: [budgetUsed()] });
  const views = set.monitor.within(scope);
  const credentials = set.see(views.credentials());
  const principals = set.see(views.principals());
  const spend = set.see(views.spend({ by: 'key', window: 'today' }));
  const overview = set.see(views.overview$);
  const limits = set.see(views.limits$);
  const findings = set.see(views.findings$);
  set.clock.advance(5 * MINUTE);
  const sum = overview.last.spendToday.value?.[0]?.amount ?? '';
  return {
    credentials: credentials.last.rows.map(({ source }) => source),
    principals: principals.last.rows.map(({ source }) => source),
    spend: spend.last.rows.map(({ source }) => source).sort(),
    total: ['acme', 'beta', 'gamma'].filter(
      (_, at) =>
        '0'
          .concat(sum)
          .padStart(4, '0')
          .at(-1 - at) !== '0',
    ),
    limits: limits.last.map(({ source }) => source).sort(),
    findings: findings.last.map(({ subject }) => subject.source).sort(),
  };
};

const both = (projects: readonly string[], people: readonly string[] = []) => ({
  credentials: [...new Set([...projects, ...people])].sort(),
  principals: people,
  spend: [...new Set([...projects, ...people])].sort(),
  total: [...new Set([...projects, ...people])].sort(),
  limits: projects,
  findings: projects,
});

describe('a scope where several organizations have the same ids', () => {
  const cases: readonly (readonly [what: string, scope: Scope, seen: ReturnType<typeof both>])[] = [
    ['an id alone is that of any source', { projects: ['p1'] }, both(['acme', 'beta'])],
    ['a reference is that of one source', { projects: [ref('project', 'p1', 'acme')] }, both(['acme'])],
    ['so are a source and an id', { projects: [{ source: 'beta', id: 'p1' }] }, both(['beta'])],
    // gamma has a project that is called acme/p1.
    ['so is a text with both, and it means no other', { projects: ['acme/p1'] }, both(['acme'])],
    ['an id with a slash that begins with no source is an id', { projects: ['delta/p1'] }, both([])],
    [
      'a reference to an id with a slash',
      { projects: [{ source: 'gamma', id: 'acme/p1' }] },
      both(['gamma']),
    ],
    ['a source and an id with a slash', { projects: ['gamma/acme/p1'] }, both(['gamma'])],
    ['an owner alone', { owner: 'ana' }, both([], ['acme', 'beta', 'gamma'])],
    ['an owner of one source', { owner: ref('user', 'ana', 'beta') }, both([], ['beta'])],
    ['an owner of one source as a text', { owner: 'beta/ana' }, both([], ['beta'])],
    ['a source that nobody knows', { projects: [{ source: 'delta', id: 'p1' }] }, both([])],
  ];
  for (const [what, scope, seen] of cases)
    it(what, () => {
      expect(seenWithin(scope)).to.deep.equal(seen);
    });

  it('is one view for all who have it, in whatever order its projects are', () => {
    const set = stage(SOURCES());
    const [a, b] = [{ source: 'acme', id: 'p1' }, 'beta/p1'] as const;
    const first = set.see(set.monitor.within({ projects: [a, b] }).credentials());
    const second = set.see(set.monitor.within({ projects: [b, a] }).credentials());
    const third = set.see(set.monitor.within({ projects: [a] }).credentials());
    set.clock.advance(MINUTE);
    expect(first.last).to.equal(second.last);
    expect(first.last.rows).to.have.length(2);
    expect(third.last.rows).to.have.length(1);
  });

  it('is what it was when the program asked, whatever becomes of its object', () => {
    const set = stage(SOURCES());
    const owner = { source: 'acme', id: 'ana' };
    const scope = { projects: [{ source: 'acme', id: 'p1' }], owner };
    const views = set.monitor.within(scope);
    const early = set.see(views.credentials());
    scope.projects[0] = { source: 'beta', id: 'p1' };
    owner.source = 'gamma';
    set.clock.advance(MINUTE);
    const late = set.see(views.principals());
    const others = set.see(set.monitor.within({ ...scope, owner }).credentials());
    set.clock.advance(MINUTE);
    expect(early.last.rows.map(({ source }) => source)).to.deep.equal(['acme']);
    expect(late.last.rows.map(({ source }) => source)).to.deep.equal(['acme']);
    expect(others.last.rows.map(({ source }) => source).sort()).to.deep.equal(['beta', 'gamma']);
  });
});
