import { expect } from 'chai';
import type { Observable } from 'rxjs';
import type { Rule } from '../../src/monitor/rules/index.js';
import type { Table } from '../../src/monitor/shapes.js';
import { CREDENTIAL_FIELDS, PRINCIPAL_FIELDS } from '../../src/monitor/views/table-kinds.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { credential, principal, project, ref } from './support/records.js';
import { stage } from './support/watch.js';

type Fields<F extends readonly string[]> = Readonly<Record<F[number], readonly string[]>>;

/** What each field of the only key can be asked for by. */
const KEY: Fields<typeof CREDENTIAL_FIELDS> = {
  name: ['ci'],
  id: ['k1', 'acme/credential/k1'],
  kind: ['api_token'],
  status: ['active'],
  provider: ['acme'],
  source: ['acme'],
  privilege: ['read'],
  owner: ['u1', 'Ada'],
  ownerStatus: ['banned'],
  ownerAccess: ['inactive'],
  project: ['p1', 'Engine'],
  createdOn: ['2026-03-01'],
  lastUsed: ['never'],
  findings: ['test.key'],
};

const PERSON: Fields<typeof PRINCIPAL_FIELDS> = {
  name: ['Ada'],
  id: ['u1', 'acme/principal:prod/u1'],
  kind: ['user'],
  status: ['banned'],
  provider: ['acme'],
  source: ['acme'],
  email: ['ada@example.com'],
  role: ['owner'],
  environment: ['prod'],
  createdOn: ['2026-02-28'],
  findings: ['test.person'],
};

const always = <S extends 'credential' | 'principal'>(id: string, on: S): Rule<S> => ({
  ...{ id, on, title: id, severity: 'low', docs: 'https://example.com', needs: [on] },
  check: () => ({ evidence: [{ text: 'Seen.', refs: [] }] }),
});

describe('tables narrowed by a field', () => {
  const open = (isOwner: boolean) => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    // The day of a time is that of UTC, whatever zone it is written in.
    keys.records = [
      credential('k1', {
        ...{ name: 'ci', owner: ref('user', 'u1'), scopeContainer: ref('project', 'p1') },
        ...{
          ownerAccess: 'inactive',
          createdAt: '2026-03-01T23:59:59Z',
          lastUsed: { state: 'never', evidence: 'provider' },
        },
      }),
    ];
    const users = new FakeFeed('users', { gives: ['principal'] });
    users.records = [
      principal('u1', {
        ...{ displayName: 'Ada', email: 'ada@example.com', role: 'owner' },
        // Who is of an environment owns the keys of that one.
        environment: isOwner ? undefined : 'prod',
        ...{ status: 'banned', createdAt: '2026-03-01T00:30:00+02:00' },
      }),
    ];
    const projects = new FakeFeed('projects', { gives: ['project'] });
    projects.records = [project('p1', { name: 'Engine' })];
    const set = stage([fakeSource([keys, users, projects])], {
      rules: [always('test.key', 'credential'), always('test.person', 'principal')],
    });
    set.see(set.monitor.findings$);
    set.clock.advance(1_000);
    return set;
  };

  const tables = [
    ['credentials', KEY],
    ['principals', PERSON],
  ] as const;
  for (const [table, fields] of tables)
    for (const [field, values] of Object.entries(fields))
      it(`${table} by ${field}`, () => {
        const set = open(table === 'credentials');
        const totalOf = (wanted: string | readonly string[]): number => {
          const rows$: Observable<Table<object>> = set.monitor[table]({ where: { [field]: wanted } });
          const seen = set.see(rows$);
          set.clock.advance(1_000);
          return seen.last.total;
        };
        for (const value of values) expect(totalOf(value), value).to.equal(1);
        expect(totalOf(['another', ...values])).to.equal(1);
        expect(totalOf('another')).to.equal(0);
        expect(totalOf([])).to.equal(0);
      });
});
