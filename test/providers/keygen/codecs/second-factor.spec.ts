import { inspect } from 'node:util';

import { expect } from 'chai';

import { secondFactor } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/second-factor', () => {
  it('before it is enabled, both of its texts are secrets', () => {
    const [wire] = page('keygen/list-user-second-factors.json', 'data').items as readonly [
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
