import { expect } from 'chai';

import { constraint } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/constraint', () => {
  itKeepsTheCodecLaws(constraint);

  itAllows(constraint.required.attributes, {
    created: 'always',
    updated: 'always',
  });

  itAllows(constraint.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    entitlement: 'absent',
    release: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-release-constraints.json', 'data').items;
    const item = decoded(constraint, wire);
    expect(item.relationships?.entitlement?.data?.type).to.equal('entitlements');
    expect(constraint.encode(item)).to.deep.equal(wire);
  });
});
