import { expect } from 'chai';

import {
  adminApiKey,
  adminApiKeyOwner,
} from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/admin-api-key', () => {
  itKeepsTheCodecLaws(adminApiKey);

  itAllows(adminApiKey, {
    id: 'always',
    object: 'always',
    name: 'null or absent',
    redacted_value: 'always',
    created_at: 'always',
    expires_at: 'null',
    last_used_at: 'null or absent',
    owner: 'always',
  });

  itAllows(adminApiKeyOwner, {
    type: 'absent',
    object: 'absent',
    id: 'absent',
    name: 'absent',
    created_at: 'absent',
    role: 'absent',
  });

  it("decodes the documentation's example, whose owner is the service account that the text rules out", () => {
    const [wire] = page('openai/admin-api-keys.json', 'data').items;
    const item = decoded(adminApiKey, wire);
    expect(item.expires_at).to.deep.equal(new Date('2024-04-25T16:45:33Z'));
    expect(item.owner.type).to.equal('service_account');
    expect(item.owner.role).to.equal('member');
    expect(adminApiKey.encode(item)).to.deep.equal(wire);
  });
});
