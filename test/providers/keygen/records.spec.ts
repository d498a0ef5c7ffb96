import { expect } from 'chai';
import { lastValueFrom, toArray } from 'rxjs';
import { keygen } from '../../../src/providers/keygen/index.js';
import {
  credentialOfLicense,
  credentialOfToken,
  principalOfUser,
} from '../../../src/providers/keygen/records.js';
import { boxFor } from '../../sandbox/support.js';

describe('keygen records', () => {
  const box = boxFor();
  const reading = { source: 'keygen', observedAt: new Date('2026-01-15T12:00:00Z') };

  it('a license leaves its key behind', async () => {
    const licenses = await lastValueFrom(keygen(box().keygen).licenses.list().pipe(toArray()));
    const records = JSON.stringify(licenses.map((license) => credentialOfLicense(license, reading)));
    for (const { attributes } of licenses) {
      if (attributes.key !== undefined) expect(records.includes(attributes.key.reveal())).to.equal(false);
    }
    expect(records).not.to.include('[secret]');
  });

  it('a license tells its last validation, its owner and its end', async () => {
    const [first] = await lastValueFrom(keygen(box().keygen).licenses.list().pipe(toArray()));
    const with_ = (changes: object) =>
      credentialOfLicense({ ...first!, attributes: { ...first!.attributes, ...changes } }, reading);
    expect(with_({ lastValidated: null }).lastUsed).to.deep.equal({ state: 'never', evidence: 'provider' });
    expect(with_({ expiry: null }).expiresAt).to.equal(null);
    expect(with_({ permissions: undefined }).scopes).to.equal(undefined);
    for (const [word, status] of [
      ['EXPIRED', 'expired'],
      ['EXPIRING', 'active'],
      ['SUSPENDED', 'suspended'],
      ['SOMETHING', 'unknown'],
    ] as const)
      expect(with_({ status: word }).status).to.equal(status);
  });

  it('a token never reports when it was used', async () => {
    const tokens = await lastValueFrom(keygen(box().keygen).tokens.list().pipe(toArray()));
    const records = tokens.map((token) => credentialOfToken(token, reading));
    expect(new Set(records.map(({ lastUsed }) => lastUsed.state))).to.deep.equal(new Set(['not_reported']));
    const token = tokens[0]!;
    const late = { ...token, attributes: { ...token.attributes, expiry: reading.observedAt } };
    expect(credentialOfToken(late, reading).status).to.equal('expired');
    expect(credentialOfToken(token, reading).owner?.kind).to.match(/^(user|product|environment|license)$/);
  });

  it('staff are users, the others licensees', async () => {
    const users = await lastValueFrom(
      keygen(box().keygen)
        .users.list({ roles: ['user', 'admin'] })
        .pipe(toArray()),
    );
    for (const user of users) {
      const { kind, status, statusRaw } = principalOfUser(user, reading);
      expect(kind).to.equal(user.attributes.role === 'user' ? 'licensee' : 'user');
      expect(status).to.equal(statusRaw?.toLowerCase());
    }
  });
});
