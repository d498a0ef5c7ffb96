import { expect } from 'chai';

import { projectGroup } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/project-group', () => {
  itKeepsTheCodecLaws(projectGroup);

  itAllows(projectGroup, {
    object: 'always',
    project_id: 'always',
    group_id: 'always',
    group_name: 'always',
    created_at: 'always',
    group_type: 'absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/project-groups.json', 'data').items;
    const item = decoded(projectGroup, wire);
    expect(item).to.not.have.property('id');
    expect(projectGroup.encode(item)).to.deep.equal(wire);
  });
});
