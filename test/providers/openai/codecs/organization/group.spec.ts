import { expect } from 'chai';

import { group } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/group', () => {
  itKeepsTheCodecLaws(group);

  itAllows(group, {
    id: 'always',
    name: 'always',
    created_at: 'always',
    is_scim_managed: 'always',
    object: 'absent',
    group_type: 'absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/groups.json', 'data').items;
    const item = decoded(group, wire);
    expect(item.created_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
    expect(group.encode(item)).to.deep.equal(wire);
  });
});
