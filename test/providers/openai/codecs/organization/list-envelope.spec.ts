import { expect } from 'chai';

import { listEnvelope } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/list-envelope', () => {
  itKeepsTheCodecLaws(listEnvelope);

  itAllows(listEnvelope, {
    object: 'absent',
    has_more: 'absent',
    first_id: 'null or absent',
    last_id: 'null or absent',
  });

  for (const path of [
    'source-documents/openai-project-api-keys.json',
    'openai/project-api-keys.json',
    'openai/projects.json',
    'openai/users.json',
    'openai/admin-api-keys.json',
  ]) {
    it(`decodes the envelope of ${path}`, () => {
      const { envelope } = page(path, 'data');
      expect(decoded(listEnvelope, envelope)).to.deep.equal(envelope);
    });
  }

  it('decodes the envelope of an empty page', () => {
    const wire = { object: 'list', first_id: null, last_id: null, has_more: false };
    expect(decoded(listEnvelope, wire)).to.deep.equal(wire);
  });
});
