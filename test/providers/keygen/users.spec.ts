import { expect } from 'chai';
import { inspect } from 'node:util';
import { secondFactor, user } from '../../../src/providers/keygen/users-codecs.js';
import { decoded } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

describe('keygen/codecs/second-factor', () => {
  it('before it is enabled, both of its texts are secrets', () => {
    const [wire] = page('keygen/users.secondFactors.json', 'data').items as readonly [
      { readonly attributes: object },
    ];
    const attributes = { ...wire.attributes, enabled: false, uri: 'otpauth://CANARY', secret: 'TOTP-CANARY' };
    const item = decoded(secondFactor, { ...wire, attributes });
    expect(item.attributes.uri?.reveal()).to.equal('otpauth://CANARY');
    expect(item.attributes.secret?.reveal()).to.equal('TOTP-CANARY');
    expect(inspect(item, { depth: 20, showHidden: true })).to.not.include('CANARY');
    expect(JSON.stringify([item, secondFactor.encode(item)])).to.not.include('CANARY');
  });
});

describe('keygen/codecs/user', () => {
  for (const path of [
    'source-documents/keygen-users.json',
    'keygen/users.json',
    'keygen/users@offset-last-page.json',
    'keygen/users@keyset-first-page.json',
    'keygen/users@keyset-last-page.json',
    'keygen/users@limit.json',
  ]) {
    it(`decodes ${path}`, () => {
      const [wire] = page(path, 'data').items;
      const item = decoded(user, wire);
      expect(item.type).to.equal('users');
      expect(item.attributes.email).to.equal('marty.mcfly@example.com');
      expect(item.attributes.created).to.be.instanceOf(Date);
      expect(item.relationships?.account?.data?.type).to.equal('accounts');
      expect(user.encode(item)).to.deep.equal(wire);
    });
  }

  it('the source document is older: no permissions, no group, no environment', () => {
    const [older] = page('source-documents/keygen-users.json', 'data').items;
    const [newer] = page('keygen/users.json', 'data').items;
    expect(decoded(user, older).attributes).to.not.have.property('permissions');
    expect(decoded(user, newer).attributes.permissions).to.deep.equal(['license.read']);
    expect(decoded(user, newer).relationships?.environment).to.deep.equal({
      links: { related: null },
      data: null,
    });
  });
});
