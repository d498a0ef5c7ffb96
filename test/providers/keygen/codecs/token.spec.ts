import { inspect } from 'node:util';

import { expect } from 'chai';

import { token } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

const CANARY = 'admin-canary-71c3';

describe('keygen/codecs/token', () => {
  itKeepsTheCodecLaws(token);

  itAllows(token.required.attributes, {
    kind: 'always',
    token: 'absent',
    expiry: 'null',
    name: 'null',
    maxActivations: 'null or absent',
    activations: 'null or absent',
    maxDeactivations: 'null or absent',
    deactivations: 'null or absent',
    permissions: 'absent',
    created: 'always',
    updated: 'always',
  });

  itAllows(token.optional.relationships, { account: 'absent', environment: 'absent', bearer: 'absent' });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-tokens.json', 'data').items;
    const item = decoded(token, wire);
    expect(item.attributes.kind).to.equal('admin-token');
    expect(item.attributes).to.not.have.property('token');
    expect(item.relationships?.bearer?.data?.type).to.equal('users');
    expect(token.encode(item)).to.deep.equal(wire);
  });

  it('should a token ever appear, it is a secret', () => {
    const [wire] = page('keygen/list-tokens.json', 'data').items as readonly [
      { readonly attributes: object },
    ];
    const item = decoded(token, { ...wire, attributes: { ...wire.attributes, token: CANARY } });
    expect(item.attributes.token?.reveal()).to.equal(CANARY);
    expect(inspect(item, { depth: 20, showHidden: true })).to.not.include(CANARY);
    expect(JSON.stringify([item, token.encode(item)])).to.not.include(CANARY);
  });
});
