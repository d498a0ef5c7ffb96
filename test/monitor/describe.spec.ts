import { expect } from 'chai';
import { describe as described } from '../../src/monitor/changes/describe.js';
import type { Credential } from '../../src/monitor/index.js';
import { credential, ref } from './support/records.js';

const REVOKED = '2026-01-15T12:30:00.000Z';

describe('what is said of a key that has changed', () => {
  const textOf = (before: Partial<Credential>, after: Partial<Credential>): string | undefined =>
    described(credential('k1', before), credential('k1', after), ({ id }) => id)?.text;

  it('that it was revoked, once, however many members say so', () => {
    expect(textOf({}, { status: 'revoked', revokedAt: REVOKED })).to.equal('Token k1 was revoked.');
    expect(textOf({}, { revokedAt: REVOKED })).to.equal('Token k1 was revoked on 2026-01-15.');
    expect(textOf({ revokedAt: REVOKED }, {})).to.equal('Token k1 is not revoked any more.');
  });

  it('members in words, and not as a program writes them', () => {
    expect(textOf({ ownerAccess: 'active' }, { ownerAccess: 'inactive' })).to.equal(
      'Token k1: owner access changed from active to inactive.',
    );
  });

  it('whose it was and is by name, and where both have one name, by their ids', () => {
    const owned = (id: string) => credential('k1', { owner: ref('user', id) });
    const text = (from: string, to: string) =>
      described(owned(from), owned(to), ({ id }) => (id === 'u3' ? 'Bo' : 'Ana'))?.text;
    expect(text('u1', 'u3')).to.equal('Token k1: owner changed from Ana to Bo.');
    expect(text('u1', 'u2')).to.equal('Token k1: owner changed from Ana (u1) to Ana (u2).');
  });
});
