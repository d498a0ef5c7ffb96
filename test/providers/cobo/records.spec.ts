import { expect } from 'chai';
import type { ApiKey, Principal } from '../../../src/providers/cobo/index.js';
import { credentialOfApiKey, principalOf } from '../../../src/providers/cobo/records/index.js';

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
