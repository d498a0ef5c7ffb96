import { expect } from 'chai';

import { user } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/user', () => {
  itKeepsTheCodecLaws(user);

  itAllows(user, {
    id: 'always',
    object: 'always',
    added_at: 'always',
    name: 'null or absent',
    email: 'null or absent',
    role: 'null or absent',
    is_default: 'absent',
    created: 'absent',
    user: 'absent',
    is_service_account: 'absent',
    is_scale_tier_authorized_purchaser: 'null or absent',
    is_scim_managed: 'absent',
    api_key_last_used_at: 'null or absent',
    technical_level: 'null or absent',
    developer_persona: 'null or absent',
    projects: 'null or absent',
  });

  itAllows(user.optional.user, {
    object: 'always',
    id: 'always',
    email: 'null or absent',
    name: 'null or absent',
    picture: 'null or absent',
    enabled: 'null or absent',
    banned: 'null or absent',
    banned_at: 'null or absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/users.json', 'data').items;
    const item = decoded(user, wire);
    expect(item.added_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
    expect(user.encode(item)).to.deep.equal(wire);
  });

  it('decodes the nested members', () => {
    const wire = {
      object: 'organization.user',
      id: 'user_abc',
      added_at: 1711471533,
      user: { object: 'user', id: 'user_abc', banned: true, banned_at: 1711471534 },
      projects: { object: 'list', data: [{ id: 'proj_abc', name: null }, {}] },
    };
    const item = decoded(user, wire);
    expect(item.user?.banned_at).to.deep.equal(new Date('2024-03-26T16:45:34Z'));
    expect(item.projects?.data.map(({ id }) => id)).to.deep.equal(['proj_abc', undefined]);
    expect(user.encode(item)).to.deep.equal(wire);
  });
});
