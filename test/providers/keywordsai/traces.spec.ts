import { expect } from 'chai';

import { trace } from '../../../src/providers/keywordsai/codecs.js';
import { decoded } from '../../support/codec-laws.js';

describe('keywordsai/codecs/trace', () => {
  it('input is an object on older pages, and text on newer ones', () => {
    expect(decoded(trace, { input: { messages: [] } }).input).to.deep.equal({ messages: [] });
    expect(decoded(trace, { input: '{"messages":[]}' }).input).to.equal('{"messages":[]}');
  });
});
