import { expect } from 'chai';
import {
  joinCredential,
  joinCredentials,
  lastUsedOf,
  metaOf,
  type Credential,
} from '../../src/records/index.js';

const AT = new Date('2026-01-15T12:00:00Z');
const READING = { source: 'openai', observedAt: AT };

const admin = (id: string, changes: Partial<Credential> = {}): Credential => ({
  ...metaOf('openai', 'adminApiKeys', id, READING),
  ...{ type: 'credential', kind: 'admin_key', id, privilege: 'admin', status: 'active', expiresAt: null },
  lastUsed: lastUsedOf(undefined),
  ...changes,
});
const project = (id: string, changes: Partial<Credential> = {}): Credential => ({
  ...metaOf('openai', 'projects.apiKeys', id, READING),
  ...{ type: 'credential', kind: 'project_key', id, privilege: 'unknown', status: 'active' },
  scopeContainer: { source: 'openai', kind: 'project', id: 'proj_1' },
  lastUsed: lastUsedOf(AT),
  name: undefined,
  ...changes,
});

describe('joinCredential', () => {
  it('the more specific list decides kind and rights, the other fills in what that does not tell', () => {
    const both = [admin('k', { name: 'CI' }), project('k')] as const;
    for (const [a, b] of [both, [both[1], both[0]]] as const) {
      expect(joinCredential(a, b)).to.deep.include({
        uid: 'openai/projects.apiKeys/k',
        resource: 'projects.apiKeys',
        kind: 'project_key',
        privilege: 'unknown',
        name: 'CI',
        expiresAt: null,
        lastUsed: lastUsedOf(AT),
      });
    }
  });

  const statuses = [
    ['active', 'active', 'active'],
    ['active', 'expired', 'expired'],
    ['active', 'unknown', 'active'],
    ['unknown', 'active', 'active'],
    ['suspended', 'active', 'suspended'],
    ['revoked', 'expired', 'revoked'],
  ] as const;
  for (const [specific, broad, status] of statuses) {
    it(`${specific} in the specific list and ${broad} in the other: ${status}`, () => {
      const a = project('k', { status: specific });
      const b = admin('k', { status: broad });
      expect([joinCredential(a, b).status, joinCredential(b, a).status]).to.deep.equal([status, status]);
    });
  }
});

describe('joinCredentials', () => {
  it('gives each id of a source once, in the order in which it came first', () => {
    const joined = joinCredentials([admin('a'), admin('k'), project('p'), project('k')]);
    expect(joined.map(({ id, kind }) => `${id} ${kind}`)).to.deep.equal([
      'a admin_key',
      'k project_key',
      'p project_key',
    ]);
  });

  it('the same id in two sources is two credentials', () => {
    expect(joinCredentials([admin('k'), admin('k', { source: 'openai-eu' })])).to.have.lengthOf(2);
  });

  it('none of none', () => {
    expect(joinCredentials([])).to.deep.equal([]);
  });
});
