import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { walletAddress } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/wallet-address', () => {
  itKeepsTheCodecLaws(walletAddress);

  itAllows(walletAddress, {
    wallet_id: 'always',
    chain_type: 'absent',
    compatible_chains: 'absent',
    address: 'always',
    created_at: 'always',
    updated_at: 'always',
  });

  it('decodes what cobo/list-wallet-addresses.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-wallet-addresses.json'), 'result.0');
    const item = decoded(walletAddress, wire);
    expect(walletAddress.encode(item)).to.deep.equal(wire);
  });
});
