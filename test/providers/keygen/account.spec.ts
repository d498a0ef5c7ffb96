import { inspect } from 'node:util';

import { expect } from 'chai';

import { token } from '../../../src/providers/keygen/codecs.js';
import { decoded } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

const CANARY = 'admin-canary-71c3';

describe('keygen/codecs/token', () => {
  it('should a token ever appear, it is a secret', () => {
    const [wire] = page('keygen/tokens.json', 'data').items as readonly [{ readonly attributes: object }];
    const item = decoded(token, { ...wire, attributes: { ...wire.attributes, token: CANARY } });
    expect(item.attributes.token?.reveal()).to.equal(CANARY);
    expect(inspect(item, { depth: 20, showHidden: true })).to.not.include(CANARY);
    expect(JSON.stringify([item, token.encode(item)])).to.not.include(CANARY);
  });
});
