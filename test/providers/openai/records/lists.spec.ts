import { expect } from 'chai';
import * as codecs from '../../../../src/providers/openai/index.js';
import {
  limitOfSpendAlert,
  limitOfSpendLimit,
  limitsOfRateLimit,
  principalOfServiceAccount,
  principalOfUser,
  projectOf,
  recordsOfAdminKey,
  recordsOfProjectKey,
  useOfAuditLog,
} from '../../../../src/providers/openai/records/index.js';
import { read } from '../../support/read.js';

const READING = { source: 'openai', observedAt: new Date('2026-12-15T12:00:00Z') };
const T = 1_768_000_000;

describe('openai records: limits', () => {
  const spend = (cents: number, status = 'inactive') =>
    read(codecs.spendLimit, {
      object: 'organization.spend_limit',
      threshold_amount: cents,
      currency: 'USD',
      interval: 'month',
      enforcement: { status },
    });

  for (const [cents, amount] of [
    [0, '0'],
    [5, '0.05'],
    [120, '1.2'],
    [1_234_567, '12345.67'],
    [9_007_199_254_740_991, '90071992547409.91'],
  ] as const)
    it(`${String(cents)} cents are ${amount} dollars, exactly`, () => {
      expect(limitOfSpendLimit(spend(cents), READING).limit).to.deep.equal({ amount, currency: 'USD' });
    });

  it('the limit of the organization, and that of a project', () => {
    expect(limitOfSpendLimit(spend(100), READING)).to.deep.include({
      subject: { source: 'openai', kind: 'organization', id: 'openai' },
      measure: 'cost',
      period: 'month',
      resetsAt: '2027-01-01T00:00:00.000Z',
      enforcement: 'hard',
      enforcing: false,
    });
    const ofProject = limitOfSpendLimit(spend(100, 'enforcing'), READING, 'p1');
    expect(ofProject).to.deep.include({
      subject: { source: 'openai', kind: 'project', id: 'p1' },
      enforcing: true,
    });
    expect(ofProject.uid).not.to.equal(limitOfSpendLimit(spend(100), READING).uid);
  });

  it('an alert only notifies, and those whom it notifies are left behind', () => {
    const alert = { id: 'a1', threshold_amount: 5000, currency: 'USD', recipients: ['ana@example.com'] };
    const record = limitOfSpendAlert(alert, READING);
    expect(record).to.deep.include({ enforcement: 'alert', limit: { amount: '50', currency: 'USD' } });
    expect(JSON.stringify(record)).not.to.include('ana@');
    expect(limitOfSpendAlert(alert, READING, 'p1').uid).not.to.equal(record.uid);
  });

  it('what a project may use of a model is a limit for each rate that is named', () => {
    const rates = read(codecs.projectRateLimit, {
      object: 'project.rate_limit',
      id: 'rl_1',
      model: 'gpt-5',
      max_requests_per_1_minute: 60,
      max_tokens_per_1_minute: 1000,
      max_audio_megabytes_per_1_minute: 2,
    });
    const limits = limitsOfRateLimit(rates, READING, 'p1');
    expect(limits.map(({ measure, limit, period, model }) => [measure, limit, period, model])).to.deep.equal([
      ['requests', 60, 'minute', 'gpt-5'],
      ['total_tokens', 1000, 'minute', 'gpt-5'],
      ['bytes', 2_000_000, 'minute', 'gpt-5'],
    ]);
    expect(new Set(limits.map(({ uid }) => uid)).size).to.equal(3);
  });
});

describe('openai records: people and projects', () => {
  it('a service account, and one that is known as the owner of a key only', () => {
    const account = read(codecs.projectServiceAccount, {
      object: 'organization.project.service_account',
      id: 'svc_1',
      name: 'etl',
      role: 'member',
      created_at: T,
    });
    expect(principalOfServiceAccount(account, READING)).to.include({
      kind: 'service_account',
      status: 'active',
    });
    const key = read(codecs.adminApiKey, {
      object: 'organization.admin_api_key',
      id: 'key_1',
      redacted_value: 'sk-admin...x',
      created_at: T,
      owner: { type: 'service_account', id: 'svc_2', name: 'bot' },
    });
    const [credential, owner] = recordsOfAdminKey(key, READING);
    expect(credential).to.deep.include({
      owner: { source: 'openai', kind: 'service_account', id: 'svc_2', name: 'bot' },
    });
    expect(owner).to.include({ type: 'principal', id: 'svc_2', displayName: 'bot', status: 'unknown' });
  });

  it('a person is not made of a key: one who is in no list of members has left', () => {
    const wire = {
      object: 'organization.project.api_key',
      id: 'key_1',
      name: 'etl',
      redacted_value: 'sk-...x',
      created_at: T,
      last_used_at: null,
    };
    const owner = {
      type: 'user',
      user: { id: 'u1', name: 'Ana', email: 'ana@example.com', created_at: T, role: 'member' },
    };
    const key = { ...read(codecs.projectApiKey, { ...wire, owner }), project_id: 'p' };
    expect(recordsOfProjectKey(key, READING)).to.have.length(1);
    expect(recordsOfProjectKey(key, READING)[0]).to.deep.include({
      owner: { source: 'openai', kind: 'user', id: 'u1', name: 'Ana' },
    });
  });

  it('an address is vouched for where a directory manages the person', () => {
    const person = {
      object: 'organization.user',
      id: 'u1',
      email: 'a@example.com',
      role: 'reader',
      added_at: T,
    };
    const verified = [true, false, null].map(
      (is_scim_managed) =>
        principalOfUser(read(codecs.user, { ...person, is_scim_managed }), READING).emailVerified,
    );
    expect(verified).to.deep.equal([true, undefined, undefined]);
  });

  it('an archived project is one', () => {
    const wire = { object: 'organization.project', id: 'p', name: 'n', created_at: T };
    const statusOf = (more: object): string =>
      projectOf(read(codecs.project, { ...wire, ...more }), READING).status;
    expect(statusOf({ archived_at: null, status: 'active' })).to.equal('active');
    expect(statusOf({ archived_at: T, status: 'archived' })).to.equal('archived');
    expect(statusOf({ archived_at: T })).to.equal('archived');
  });
});

describe('openai records: the audit log', () => {
  const log = (actor: object | null, more: object = {}) =>
    read(codecs.auditLog, { id: 'log_1', type: 'project.created', effective_at: T, actor, ...more });
  const ref = (kind: string, id: string) => ({ source: 'openai', kind, id });

  it('shows which key was used, and whose it is', () => {
    const key = { id: 'key_1', type: 'user', user: { id: 'u1', email: 'ana@example.com' } };
    const record = useOfAuditLog(
      log({ type: 'api_key', api_key: key }, { project: { id: 'p', name: 'n' } }),
      READING,
    );
    expect(record).to.deep.include({
      temporality: 'event',
      start: new Date(T * 1000).toISOString(),
      measures: {},
      dims: {
        credential: ref('admin_key', 'key_1'),
        principal: ref('user', 'u1'),
        project: ref('project', 'p'),
        operation: 'project.created',
      },
    });
    expect(JSON.stringify(record)).not.to.include('@');
  });

  it('a service account is its own', () => {
    const key = { id: 'key_1', type: 'service_account', service_account: { id: 'svc_1' } };
    expect(useOfAuditLog(log({ type: 'api_key', api_key: key }), READING)?.dims.principal).to.deep.equal(
      ref('service_account', 'svc_1'),
    );
  });

  const none: readonly (readonly [string, object | null])[] = [
    ['nobody', null],
    ['somebody in a browser', { type: 'session', session: { user: { id: 'u1' }, ip_address: '192.0.2.7' } }],
    ['a key without a name', { type: 'api_key', api_key: { type: 'user' } }],
  ];
  for (const [name, actor] of none)
    it(`${name} shows no key in use`, () => {
      expect(useOfAuditLog(log(actor), READING)).to.equal(undefined);
    });
});
