import { expect } from 'chai';

import { assignedRole, role } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/role', () => {
  itKeepsTheCodecLaws(role);

  itKeepsTheCodecLaws(assignedRole);

  itAllows(role, {
    object: 'always',
    id: 'always',
    name: 'always',
    permissions: 'always',
    resource_type: 'always',
    predefined_role: 'always',
    description: 'null',
  });

  itAllows(assignedRole, {
    id: 'always',
    name: 'always',
    permissions: 'always',
    resource_type: 'always',
    predefined_role: 'always',
    description: 'null',
    created_at: 'null',
    updated_at: 'null',
    created_by: 'null',
    created_by_user_obj: 'null',
    metadata: 'null',
    assignment_sources: 'null or absent',
  });

  for (const file of ['roles', 'project-roles']) {
    it(`decodes the documentation's example, ${file}`, () => {
      const [wire] = page(`openai/${file}.json`, 'data').items;
      const item = decoded(role, wire);
      expect(item.permissions).to.have.length(2);
      expect(role.encode(item)).to.deep.equal(wire);
    });
  }

  for (const file of ['group-roles', 'user-roles', 'project-group-roles', 'project-user-roles']) {
    it(`decodes the documentation's example, ${file}`, () => {
      const [wire] = page(`openai/${file}.json`, 'data').items;
      const item = decoded(assignedRole, wire);
      expect(item.updated_at).to.deep.equal(new Date('2024-03-26T17:03:19Z'));
      expect(assignedRole.encode(item)).to.deep.equal(wire);
    });
  }

  it('decodes whom a role is inherited from', () => {
    const wire = {
      ...(page('openai/user-roles.json', 'data').items[0] as object),
      assignment_sources: [{ principal_id: 'group_1', principal_type: 'group' }],
    };
    const item = decoded(assignedRole, wire);
    expect(item.assignment_sources?.map(({ principal_id }) => principal_id)).to.deep.equal(['group_1']);
  });
});
