import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { faucetChain, faucetToken } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/faucet-token', () => {
  itKeepsTheCodecLaws(faucetToken);

  itAllows(faucetToken, {
    deposit_amount: 'always',
    daily_limit: 'null or absent',
  });

  itKeepsTheCodecLaws(faucetChain);

  itAllows(faucetChain, {
    chain_id: 'always',
    tokens: 'absent',
  });

  it('decodes what cobo/list-tokens.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-tokens.json'), 'result.0');
    const item = decoded(faucetChain, wire);
    expect(faucetChain.encode(item)).to.deep.equal(wire);
  });
});
