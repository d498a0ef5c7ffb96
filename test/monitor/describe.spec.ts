import { expect } from 'chai';
import { describe as described } from '../../src/monitor/changes/describe.js';
import type { Credential } from '../../src/monitor/index.js';
import { credential } from './support/records.js';

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
});
