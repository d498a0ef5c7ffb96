import { expect } from 'chai';

import { user } from '../../../../src/providers/openai/codecs.js';
import { decoded } from '../../../support/codec-laws.js';

describe('openai/codecs/organization/user', () => {
  it('decodes the nested members, which the example lacks', () => {
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
