import { expect } from 'chai';

import { listEnvelope, paginationMeta } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture, page } from '../../../support/fixture.js';

describe('cobo/codecs/list-envelope', () => {
  itKeepsTheCodecLaws(listEnvelope);

  itAllows(listEnvelope, {
    success: 'null or absent',
    suggestion: 'null or absent',
    message: 'null or absent',
    meta: 'null or absent',
    error: 'null or absent',
  });

  itAllows(paginationMeta, {
    total: 'null or absent',
    offset: 'null or absent',
    limit: 'null or absent',
    has_more: 'null or absent',
    after: 'null or absent',
    before: 'null or absent',
  });

  for (const path of [
    'source-documents/cobo-api-keys.json',
    'cobo/list-api-keys-current.json',
    'cobo/list-principals.json',
    'cobo/list-my-agents.json',
    'cobo/meta-cursor-manual.json',
  ]) {
    it(`decodes the envelope of ${path}`, () => {
      const { envelope } = page(path, 'result');
      expect(decoded(listEnvelope, envelope)).to.deep.equal(envelope);
    });
  }

  for (const path of ['cobo/error-simple.json', 'cobo/error-policy-denied.json']) {
    it(`a 200 with an error body (Cobo's \`success: false\`) can be told from a page: ${path}`, () => {
      const envelope = decoded(listEnvelope, fixture(path));
      expect(envelope.success).to.equal(false);
      expect(envelope.error).to.not.equal(undefined);
    });
  }
});
