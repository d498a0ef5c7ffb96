import { expect } from 'chai';

import { groupOwner } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/group-owner', () => {
  itKeepsTheCodecLaws(groupOwner);

  itAllows(groupOwner.required.attributes, {
    created: 'always',
    updated: 'always',
  });

  itAllows(groupOwner.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    group: 'absent',
    user: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-group-owners.json', 'data').items;
    const item = decoded(groupOwner, wire);
    expect(item.relationships?.group?.data?.type).to.equal('groups');
    expect(item.relationships?.user?.data?.type).to.equal('users');
    expect(groupOwner.encode(item)).to.deep.equal(wire);
  });
});
