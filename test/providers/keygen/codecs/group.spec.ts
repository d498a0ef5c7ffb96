import { expect } from 'chai';

import { group } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/group', () => {
  itKeepsTheCodecLaws(group);

  itAllows(group.required.attributes, {
    name: 'always',
    maxUsers: 'null',
    maxLicenses: 'null',
    maxMachines: 'null',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(group.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    owners: 'absent',
    users: 'absent',
    licenses: 'absent',
    machines: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-groups.json', 'data').items;
    const item = decoded(group, wire);
    expect(item.type).to.equal('groups');
    expect(item.attributes.created).to.be.instanceOf(Date);
    expect(group.encode(item)).to.deep.equal(wire);
  });
});
