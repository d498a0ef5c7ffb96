import { expect } from 'chai';
import { either as E } from 'fp-ts';
import { adminApiKey, costsBucket, projectApiKey, user } from '../../../src/providers/openai/index.js';
import {
  costsOfBucket,
  credentialOfAdminKey,
  credentialOfProjectKey,
  principalOfUser,
} from '../../../src/providers/openai/records/index.js';

const READING = { source: 'openai', observedAt: new Date('2026-01-15T12:00:00Z') };
const T = 1_768_000_000;
const ISO = new Date(T * 1000).toISOString();

const read = <A>(codec: { decode(input: unknown): E.Either<unknown, A> }, input: unknown): A => {
  const decoded = codec.decode(input);
  if (E.isLeft(decoded)) throw new Error('the fixture does not decode');
  return decoded.right;
};

describe('openai records', () => {
  const wireUser = { id: 'user_1', object: 'organization.user', added_at: T };
  const users = [
    { extra: {}, kind: 'user', status: 'unknown' },
    { extra: { is_service_account: true }, kind: 'service_account', status: 'unknown' },
    {
      extra: { user: { object: 'user', id: 'user_1', banned: true, enabled: true } },
      kind: 'user',
      status: 'banned',
    },
    { extra: { user: { object: 'user', id: 'user_1', enabled: false } }, kind: 'user', status: 'inactive' },
    { extra: { user: { object: 'user', id: 'user_1', enabled: true } }, kind: 'user', status: 'active' },
  ];
  for (const { extra, kind, status } of users) {
    it(`a user with ${JSON.stringify(extra)} is ${kind}, ${status}`, () => {
      const record = principalOfUser(read(user, { ...wireUser, ...extra }), READING);
      expect(record).to.include({
        uid: 'openai/users/user_1',
        type: 'principal',
        kind,
        status,
        createdAt: ISO,
      });
      expect(record.email).to.equal(undefined);
    });
  }

  it('finds name and e-mail in both nestings', () => {
    const nested = { object: 'user', id: 'user_1', name: 'Ada', email: 'ada@example.com' };
    const record = principalOfUser(read(user, { ...wireUser, user: nested }), READING);
    expect(record).to.include({ displayName: 'Ada', email: 'ada@example.com' });
  });

  const wireKey = {
    id: 'key_1',
    object: 'organization.project.api_key',
    name: 'etl',
    redacted_value: 'sk-proj-...abc',
    created_at: T,
    last_used_at: null,
    owner: {
      type: 'service_account',
      service_account: { id: 'svc_1', name: 's', created_at: T, role: 'member' },
    },
  };

  it('a project key keeps its hint, owner and project, and reports neither scopes nor expiry', () => {
    const key = { ...read(projectApiKey, wireKey), project_id: 'proj_1' };
    const record = credentialOfProjectKey(key, READING);
    expect(record).to.deep.include({
      kind: 'project_key',
      hint: 'sk-proj-...abc',
      owner: { source: 'openai', kind: 'service_account', id: 'svc_1', name: 's' },
      ownerAccess: 'unknown',
      scopeContainer: { source: 'openai', kind: 'project', id: 'proj_1' },
      lastUsed: { state: 'never', evidence: 'provider' },
    });
    expect(record.scopes).to.equal(undefined);
    expect(record.expiresAt).to.equal(undefined);
  });

  const wireAdmin = {
    id: 'key_2',
    object: 'organization.admin_api_key',
    redacted_value: 'sk-admin-...x',
    created_at: T,
    owner: { type: 'user', id: 'user_1' },
  };
  for (const { expires_at, status, expiresAt } of [
    { expires_at: null, status: 'active', expiresAt: null },
    { expires_at: T, status: 'expired', expiresAt: ISO },
    { expires_at: T + 1e7, status: 'active', expiresAt: new Date((T + 1e7) * 1000).toISOString() },
  ]) {
    it(`an admin key that expires ${String(expiresAt)} is ${status}`, () => {
      const record = credentialOfAdminKey(read(adminApiKey, { ...wireAdmin, expires_at }), READING);
      expect(record).to.deep.include({
        status,
        expiresAt,
        privilege: 'admin',
        lastUsed: { state: 'not_reported' },
      });
    });
  }

  it('an admin key whose end is not told is of unknown status', () => {
    const record = credentialOfAdminKey(read(adminApiKey, { ...wireAdmin, owner: { id: null } }), READING);
    expect(record).to.include({ status: 'unknown', expiresAt: undefined, owner: undefined });
  });

  const owners: readonly (readonly [what: string, owner: object, id: string | undefined])[] = [
    ['a user without name and role', { type: 'user', user: { id: 'user_1', name: null } }, 'user_1'],
    [
      'a service account that is null',
      { type: 'service_account', service_account: null, user: null },
      undefined,
    ],
    ['nobody', {}, undefined],
  ];
  for (const [what, owner, id] of owners) {
    it(`a project key is kept whose owner is ${what}`, () => {
      const key = {
        ...read(projectApiKey, { ...wireKey, owner, owner_project_access: null }),
        project_id: 'p',
      };
      const record = credentialOfProjectKey(key, READING);
      expect(record.owner?.id).to.equal(id);
      expect(record.ownerAccess).to.equal('unknown');
    });
  }

  const bucket = (results: readonly object[]): unknown => ({
    object: 'bucket',
    start_time: 1_768_435_200,
    end_time: 1_768_521_600,
    results,
  });
  const row = { object: 'organization.costs.result' };

  it('costs are exact, whether the amount is a number or a text', () => {
    for (const value of [0.00012, '1.2e-4']) {
      const [record] = costsOfBucket(
        read(costsBucket, bucket([{ ...row, amount: { value, currency: 'usd' } }])),
        READING,
      );
      expect(record?.cost).to.deep.equal({ amount: '0.00012', currency: 'USD' });
      expect(record).to.include({
        temporality: 'bucket',
        final: false,
        asOf: READING.observedAt.toISOString(),
      });
    }
  });

  it('no amount is no cost, and no rows are none', () => {
    expect(costsOfBucket(read(costsBucket, bucket([])), READING)).to.deep.equal([]);
    for (const amount of [undefined, null, {}, { value: null, currency: 'usd' }])
      expect(costsOfBucket(read(costsBucket, bucket([{ ...row, amount }])), READING)).to.deep.equal([]);
  });

  it('a missing project is unattributed only where rows are grouped by project', () => {
    const day = read(
      costsBucket,
      bucket([{ ...row, amount: { value: 1, currency: 'usd' }, project_id: null }]),
    );
    expect(costsOfBucket(day, READING)[0]?.dims.project).to.equal(undefined);
    expect(costsOfBucket(day, READING, ['project_id'])[0]?.dims.project).to.equal(null);
  });

  it('rows of one day have names of their own', () => {
    const rows = ['a', 'b'].map((project_id) => ({
      ...row,
      project_id,
      amount: { value: 1, currency: 'usd' },
    }));
    const uids = costsOfBucket(read(costsBucket, bucket(rows)), READING).map(({ uid }) => uid);
    expect(new Set(uids).size).to.equal(2);
  });
});
