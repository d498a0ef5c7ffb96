import { expect } from 'chai';

import { listEnvelope } from '../../../src/providers/cobo/codecs.js';
import { decoded } from '../../support/codec-laws.js';
import { fixture, page } from '../../support/fixture.js';

describe('cobo/codecs/list-envelope', () => {
  for (const path of [
    'source-documents/cobo-api-keys.json',
    'cobo/apiKeys.json',
    'cobo/principals.json',
    'cobo/principals.agents.json',
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
