import { expect } from 'chai';

import { principal } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('cobo/codecs/principal', () => {
  itKeepsTheCodecLaws(principal);

  itAllows(principal, {
    id: 'always',
    external_id: 'always',
    type: 'always',
    name: 'always',
    created_at: 'always',
    updated_at: 'always',
    metadata: 'absent',
    is_temporary: 'absent',
    owner_principal_id: 'null or absent',
    onboarding_session_id: 'null or absent',
  });

  for (const path of ['cobo/list-principals.json', 'cobo/list-my-agents.json']) {
    it(`decodes ${path}`, () => {
      const [wire] = page(path, 'result').items;
      const item = decoded(principal, wire);
      expect(item.created_at).to.deep.equal(new Date('2026-05-14T05:31:56Z'));
      expect(item.onboarding_session_id).to.equal(null);
      expect(principal.encode(item)).to.deep.equal(wire);
    });
  }
});
