import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { coinPrices } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/coin-prices', () => {
  itKeepsTheCodecLaws(coinPrices);

  it('decodes what cobo/get-asset-coin-prices.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/get-asset-coin-prices.json'), 'result');
    const item = decoded(coinPrices, wire);
    expect(coinPrices.encode(item)).to.deep.equal(wire);
  });
});
