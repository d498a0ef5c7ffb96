import { expect } from 'chai';

import { bucketEnvelope } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/bucket-envelope', () => {
  itKeepsTheCodecLaws(bucketEnvelope);

  itAllows(bucketEnvelope, {
    object: 'absent',
    has_more: 'absent',
    next_page: 'null or absent',
  });

  for (const path of ['openai/usage-completions.json', 'openai/costs.json']) {
    it(`decodes the envelope of ${path}`, () => {
      const { envelope } = page(path, 'data');
      expect(decoded(bucketEnvelope, envelope)).to.deep.equal(envelope);
    });
  }
});
