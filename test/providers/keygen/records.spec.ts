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
      if (attributes.key != null) expect(records.includes(attributes.key.reveal())).to.equal(false);
    }
    expect(records).not.to.include('[secret]');
  });

  it('a license tells its last validation, its owner and its end', async () => {
    const [first] = await lastValueFrom(keygen(box().keygen).licenses.list().pipe(toArray()));
    const with_ = (changes: object) =>
      credentialOfLicense({ ...first!, attributes: { ...first!.attributes, ...changes } }, reading);
    expect(with_({ lastValidated: null }).lastUsed).to.deep.equal({ state: 'never', evidence: 'provider' });
    expect(with_({ expiry: null }).expiresAt).to.equal(null);
    for (const absent of [undefined, null]) {
      expect(
        with_({ permissions: absent, expiry: undefined, lastValidated: undefined, name: absent }),
      ).to.deep.include({
        scopes: undefined,
        expiresAt: undefined,
        lastUsed: { state: 'not_reported' },
        name: undefined,
      });
    }
    for (const [word, status] of [
      ['EXPIRED', 'expired'],
      ['EXPIRING', 'active'],
      ['SUSPENDED', 'suspended'],
      ['SOMETHING', 'unknown'],
    ] as const)
      expect(with_({ status: word }).status).to.equal(status);
  });

  it('a license whose server tells neither product nor owner has none', async () => {
    const [first] = await lastValueFrom(keygen(box().keygen).licenses.list().pipe(toArray()));
    const none = { scopeContainer: undefined, owner: undefined };
    const ownerless = { owner: null, product: { data: { type: 'products' } } };
    for (const relationships of [
      null,
      {},
      ownerless,
      { owner: { data: null }, product: { data: { id: 'p' } } },
    ])
      expect(credentialOfLicense({ ...first!, relationships }, reading)).to.deep.include(none);
    const told = {
      owner: { data: { type: 'users', id: 'u' } },
      product: { data: { type: 'products', id: 'p' } },
    };
    expect(credentialOfLicense({ ...first!, relationships: told }, reading)).to.deep.include({
      scopeContainer: { source: 'keygen', kind: 'product', id: 'p' },
      owner: { source: 'keygen', kind: 'user', id: 'u' },
    });
  });

  it('a token never reports when it was used', async () => {
    const tokens = await lastValueFrom(keygen(box().keygen).tokens.list().pipe(toArray()));
    const records = tokens.map((token) => credentialOfToken(token, reading));
    expect(new Set(records.map(({ lastUsed }) => lastUsed.state))).to.deep.equal(new Set(['not_reported']));
    const token = tokens[0]!;
    const late = { ...token, attributes: { ...token.attributes, expiry: reading.observedAt } };
    expect(credentialOfToken(late, reading).status).to.equal('expired');
    const { expiry: _untold, ...attributes } = token.attributes;
    const untold = credentialOfToken({ ...token, attributes }, reading);
    expect([untold.status, untold.expiresAt]).to.deep.equal(['unknown', undefined]);
    const endless = credentialOfToken({ ...token, attributes: { ...attributes, expiry: null } }, reading);
    expect([endless.status, endless.expiresAt]).to.deep.equal(['active', null]);
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
    const { status: _status, ...attributes } = users[0]!.attributes;
    for (const untold of [attributes, { ...attributes, status: null }]) {
      const { status, statusRaw } = principalOfUser({ ...users[0]!, attributes: untold }, reading);
      expect([status, statusRaw]).to.deep.equal(['unknown', undefined]);
    }
  });
});
