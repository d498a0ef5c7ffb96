import { expect } from 'chai';
import { vectorStoreFile } from '../../../../src/providers/openai/codecs.js';
import { decoded, refuses } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('openai/codecs/platform/vector-store-file', () => {
  it('attributes are texts, numbers and flags', () => {
    const first = page('openai/vectorStores.files.json', 'data').items[0] as object;
    const attributes = { team: 'a', rank: 1.5, open: false };
    expect(decoded(vectorStoreFile, { ...first, attributes }).attributes).to.deep.equal(attributes);
    expect(refuses(vectorStoreFile, { ...first, attributes: { team: ['a'] } })).to.equal(true);
  });
});
