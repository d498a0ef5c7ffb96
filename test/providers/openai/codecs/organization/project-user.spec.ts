import { expect } from 'chai';

import { projectUser } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/project-user', () => {
  itKeepsTheCodecLaws(projectUser);

  itAllows(projectUser, {
    id: 'always',
    object: 'always',
    role: 'always',
    added_at: 'always',
    name: 'null or absent',
    email: 'null or absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/project-users.json', 'data').items;
    const item = decoded(projectUser, wire);
    expect(item.added_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
    expect(projectUser.encode(item)).to.deep.equal(wire);
  });
});
