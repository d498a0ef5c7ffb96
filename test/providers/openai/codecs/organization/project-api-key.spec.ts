import { expect } from 'chai';

import {
  projectApiKey,
  projectApiKeyOwner,
} from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/project-api-key', () => {
  itKeepsTheCodecLaws(projectApiKey);

  itAllows(projectApiKey, {
    id: 'always',
    object: 'always',
    name: 'always',
    redacted_value: 'always',
    created_at: 'always',
    last_used_at: 'null',
    owner: 'always',
    owner_project_access: 'absent',
  });

  itAllows(projectApiKeyOwner, { type: 'absent', user: 'absent', service_account: 'absent' });

  const { user, service_account } = projectApiKeyOwner.optional;
  const ownerFields = { id: 'always', name: 'always', created_at: 'always', role: 'always' } as const;
  itAllows(user, { ...ownerFields, email: 'always' });
  itAllows(service_account, ownerFields);

  for (const path of ['source-documents/openai-project-api-keys.json', 'openai/project-api-keys.json']) {
    it(`decodes ${path}`, () => {
      const [wire] = page(path, 'data').items;
      const item = decoded(projectApiKey, wire);
      expect(item.id).to.equal('key_abc');
      expect(item.created_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
      expect(item.last_used_at).to.deep.equal(new Date('2024-03-26T16:45:34Z'));
      expect(item.owner.user?.created_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
      expect(projectApiKey.encode(item)).to.deep.equal(wire);
    });
  }

  it('owner_project_access is called required, the page that lists the fields does not have it', () => {
    const [older] = page('source-documents/openai-project-api-keys.json', 'data').items;
    const [newer] = page('openai/project-api-keys.json', 'data').items;
    expect(decoded(projectApiKey, older)).to.not.have.property('owner_project_access');
    expect(decoded(projectApiKey, newer).owner_project_access).to.equal('active');
  });
});
