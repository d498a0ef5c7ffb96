import { expect } from 'chai';

import { project } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/project', () => {
  itKeepsTheCodecLaws(project);

  itAllows(project, {
    id: 'always',
    object: 'always',
    created_at: 'always',
    name: 'null or absent',
    archived_at: 'null or absent',
    status: 'null or absent',
    external_key_id: 'null or absent',
    residency: 'absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/projects.json', 'data').items;
    const item = decoded(project, wire);
    expect(item).to.deep.equal({
      id: 'proj_abc',
      object: 'organization.project',
      name: 'Project example',
      created_at: new Date('2024-03-26T16:45:33Z'),
      archived_at: null,
      status: 'active',
    });
    expect(project.encode(item)).to.deep.equal(wire);
  });
});
