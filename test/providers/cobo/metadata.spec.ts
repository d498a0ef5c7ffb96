import { expect } from 'chai';

import { metadataEnvelope } from '../../../src/providers/cobo/codecs.js';
import { decoded } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

describe('cobo/codecs/metadata', () => {
  it('the second block of pagination stays in the envelope, empty texts included', () => {
    const { result } = decoded(metadataEnvelope, fixture('cobo/metadata.assets.json'));
    expect(result?.pagination).to.deep.equal({ before: '', after: 'cursor-token', total_count: 120 });
  });
});
