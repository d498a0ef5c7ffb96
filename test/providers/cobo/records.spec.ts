import { expect } from 'chai';
import type { ApiKey, AuditLog, Pact, Principal } from '../../../src/providers/cobo/index.js';
import {
  credentialOfApiKey,
  principalOf,
  projectOfPact,
  recordsOfPact,
  useOfAuditLog,
} from '../../../src/providers/cobo/records.js';

const NOW = new Date('2026-01-15T12:00:00Z');
const READING = { source: 'cobo', observedAt: NOW };
const KEY: ApiKey = {
  id: 'k1',
  principal_id: 'p1',
  name: 'bot',
  key_prefix: 'caw_ab',
  scopes: [],
  is_revoked: false,
  created_at: NOW,
  updated_at: NOW,
  expires_at: null,
  last_used_at: null,
};

describe('cobo records', () => {
  const cases: readonly { readonly changes: Partial<ApiKey>; readonly status: string }[] = [
    { changes: {}, status: 'active' },
    { changes: { expires_at: NOW }, status: 'expired' },
    { changes: { expires_at: new Date(NOW.getTime() + 1) }, status: 'active' },
    { changes: { is_revoked: true, revoked_at: NOW, expires_at: NOW }, status: 'revoked' },
  ];
  for (const { changes, status } of cases) {
    it(`a key with ${JSON.stringify(changes)} is ${status}`, () => {
      expect(credentialOfApiKey({ ...KEY, ...changes }, READING).status).to.equal(status);
    });
  }

  it('tells null from absent', () => {
    const { expires_at: _e, last_used_at: _l, ...bare } = KEY;
    expect(credentialOfApiKey(KEY, READING)).to.deep.include({
      expiresAt: null,
      scopes: [],
      lastUsed: { state: 'never', evidence: 'provider' },
    });
    const record = credentialOfApiKey(bare, READING);
    expect(record.expiresAt).to.equal(undefined);
    expect(record.lastUsed).to.deep.equal({ state: 'not_reported' });
  });

  it('a pact confines its key', () => {
    const { scopeContainer } = credentialOfApiKey({ ...KEY, pact_id: 'pact1' }, READING);
    expect(scopeContainer).to.deep.equal({ source: 'cobo', kind: 'pact', id: 'pact1' });
  });

  const principal: Principal = {
    id: 'p1',
    external_id: 'x',
    type: 'agent',
    name: 'a',
    created_at: NOW,
    updated_at: NOW,
  };
  for (const [type, kind] of [
    ['agent', 'agent'],
    ['human', 'user'],
    ['robot', 'unknown'],
  ] as const) {
    it(`${type} is ${kind}`, () => expect(principalOf({ ...principal, type }, READING).kind).to.equal(kind));
  }
});

const PACT: Pact = {
  id: 'pact1',
  name: 'Weekly top-up',
  intent: 'send money to Ana',
  original_intent: 'please send money to Ana',
  status: 'active',
  wallet_id: 'w1',
  created_at: NOW,
};

describe('cobo records: pacts', () => {
  for (const [status, expected] of [
    ['active', 'active'],
    ['ACTIVE', 'active'],
    ['pending_approval', 'active'],
    ['COMPLETED', 'archived'],
    ['expired', 'archived'],
    ['revoked', 'archived'],
    ['withdrawn', 'archived'],
    ['rejected', 'archived'],
    ['something', 'unknown'],
  ] as const)
    it(`${status} is ${expected}`, () => {
      expect(projectOfPact({ ...PACT, status }, READING)).to.include({ kind: 'pact', status: expected });
    });

  it('what it is for, in somebody’s own words, is left behind', () => {
    expect(JSON.stringify(recordsOfPact(PACT, READING))).not.to.match(/Ana/);
  });

  it('who acts under it is a principal, where that is told', () => {
    expect(recordsOfPact(PACT, READING)).to.have.length(1);
    const operators = [
      { id: 'p1', name: 'bot', type: 'agent' },
      { id: 'p2', type: 'human' },
      { id: 'p3' },
    ].map((operator) => recordsOfPact({ ...PACT, operator }, READING)[1]);
    expect(
      operators.map((one) => [one?.id, one?.kind, one?.type === 'principal' ? one.displayName : '']),
    ).to.deep.equal([
      ['p1', 'agent', 'bot'],
      ['p2', 'user', undefined],
      ['p3', 'unknown', undefined],
    ]);
  });
});

describe('cobo records: keys and logs', () => {
  it('a delegation confines a key as a pact does', () => {
    const key = {
      id: 'k1',
      principal_id: 'p1',
      name: 'bot',
      key_prefix: 'caw_ab',
      scopes: ['a'],
      is_revoked: false,
      created_at: NOW,
      updated_at: NOW,
    };
    const of = (more: object): string | undefined =>
      credentialOfApiKey({ ...key, ...more }, READING).scopeContainer?.id;
    expect([
      of({ delegation_id: 'd' }),
      of({ delegation_id: 'd', pact_id: 'p' }),
      of({ pact_id: null }),
    ]).to.deep.equal(['d', 'p', undefined]);
  });

  const log: AuditLog = {
    id: '9007199254740993',
    principal_type: 'agent',
    principal_id: 'p1',
    action: 'transfer.initiate',
    result: 'allowed',
    authz_details: { why: 'secret words' },
    request: { body: 'secret words' },
    created_at: NOW,
  };

  it('an entry of the audit log shows who was active, and counts nothing', () => {
    const record = useOfAuditLog(log, READING);
    expect(record).to.deep.include({
      uid: 'cobo/auditLogs/9007199254740993',
      temporality: 'event',
      start: NOW.toISOString(),
      measures: {},
      dims: { principal: { source: 'cobo', kind: 'principal', id: 'p1' }, operation: 'transfer.initiate' },
    });
    expect(JSON.stringify(record)).not.to.include('secret');
  });

  it('an entry that names nobody shows nothing', () => {
    const { principal_id: _named, ...nameless } = log;
    for (const entry of [nameless, { ...log, principal_id: null }, { ...log, principal_id: '' }])
      expect(useOfAuditLog(entry, READING)).to.equal(undefined);
  });
});
