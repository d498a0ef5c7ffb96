import { expect } from 'chai';

import { groupUser } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/group-user', () => {
  itKeepsTheCodecLaws(groupUser);

  itAllows(groupUser, {
    id: 'always',
    name: 'always',
    email: 'null',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/group-users.json', 'data').items;
    const item = decoded(groupUser, wire);
    expect(groupUser.encode(item)).to.deep.equal(wire);
  });
});
