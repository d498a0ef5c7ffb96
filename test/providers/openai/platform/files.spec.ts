import { expect } from 'chai';
import { batch } from '../../../../src/providers/openai/codecs.js';
import { decoded } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('openai/codecs/platform/batch', () => {
  it('decodes what went wrong in a batch, which the example lacks', () => {
    const [first] = page('openai/batches.json', 'data').items;
    const wire = {
      ...(first as object),
      errors: { object: 'list', data: [{ code: 'bad', message: 'no', param: null, line: 7 }, {}] },
      usage: { input_tokens: 3, input_tokens_details: { cached_tokens: 1 }, total_tokens: 3 },
    };
    const item = decoded(batch, wire);
    expect(item.errors?.data?.map(({ line }) => line)).to.deep.equal([7, undefined]);
    expect(item.usage?.input_tokens_details?.cached_tokens).to.equal(1);
    expect(batch.encode(item)).to.deep.equal(wire);
  });
});
