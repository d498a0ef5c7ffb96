import { expect } from 'chai';

import { nextEnvelope } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/next-envelope', () => {
  itKeepsTheCodecLaws(nextEnvelope);

  itAllows(nextEnvelope, { object: 'absent', has_more: 'absent', next: 'null or absent' });

  for (const file of ['groups', 'group-users', 'group-roles', 'project-groups', 'project-roles', 'roles']) {
    it(`decodes the envelope of ${file}`, () => {
      const { envelope } = page(`openai/${file}.json`, 'data');
      expect(decoded(nextEnvelope, envelope)).to.deep.equal({ object: 'list', has_more: false, next: null });
    });
  }
});
