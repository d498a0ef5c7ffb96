import { expect } from 'chai';

import { invite } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/invite', () => {
  itKeepsTheCodecLaws(invite);

  itAllows(invite, {
    id: 'always',
    object: 'always',
    email: 'always',
    role: 'always',
    status: 'always',
    created_at: 'always',
    expires_at: 'null or absent',
    accepted_at: 'null or absent',
    projects: 'absent',
  });

  itAllows(invite.optional.projects.item, {
    id: 'always',
    role: 'always',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/invites.json', 'data').items;
    const item = decoded(invite, wire);
    expect(item.accepted_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
    expect(invite.encode(item)).to.deep.equal(wire);
  });

  it('decodes the projects that the example lacks', () => {
    const wire = {
      ...(page('openai/invites.json', 'data').items[0] as object),
      expires_at: null,
      projects: [{ id: 'proj_abc', role: 'member' }],
    };
    const item = decoded(invite, wire);
    expect(item.projects?.map(({ role }) => role)).to.deep.equal(['member']);
    expect(invite.encode(item)).to.deep.equal(wire);
  });
});
