import { expect } from 'chai';

import { entitlement } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/entitlement', () => {
  itKeepsTheCodecLaws(entitlement);

  itAllows(entitlement.required.attributes, {
    name: 'always',
    code: 'always',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(entitlement.optional.relationships, { account: 'absent', environment: 'absent' });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-entitlements.json', 'data').items;
    const item = decoded(entitlement, wire);
    expect(item.attributes.created).to.deep.equal(new Date('2026-01-02T19:48:50.077Z'));
    expect(entitlement.encode(item)).to.deep.equal(wire);
  });
});
