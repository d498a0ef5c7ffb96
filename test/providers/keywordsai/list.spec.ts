import { expect } from 'chai';

import { listEnvelope } from '../../../src/providers/keywordsai/codecs.js';
import { decoded } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

describe('keywordsai/codecs/list-envelope', () => {
  for (const path of [
    'source-documents/keywordsai-users-list.json',
    'source-documents/keywordsai-users.json',
    'keywordsai/users.search.json',
    'keywordsai/requestLogs@respan.json',
    'keywordsai/datasets.logs.json',
  ]) {
    it(`decodes the envelope of ${path}`, () => {
      const { envelope } = page(path, 'results');
      expect(decoded(listEnvelope, envelope)).to.deep.equal(envelope);
    });
  }

  it('the text "null" stays what it is', () => {
    const { envelope } = page('keywordsai/requestLogs@respan.json', 'results');
    expect(decoded(listEnvelope, envelope).previous).to.equal('null');
  });
});
