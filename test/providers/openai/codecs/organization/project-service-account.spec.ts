import { expect } from 'chai';

import { projectServiceAccount } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/project-service-account', () => {
  itKeepsTheCodecLaws(projectServiceAccount);

  itAllows(projectServiceAccount, {
    id: 'always',
    object: 'always',
    name: 'always',
    role: 'always',
    created_at: 'always',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/project-service-accounts.json', 'data').items;
    const item = decoded(projectServiceAccount, wire);
    expect(item.created_at).to.deep.equal(new Date('2024-03-26T16:45:33Z'));
    expect(projectServiceAccount.encode(item)).to.deep.equal(wire);
  });
});
