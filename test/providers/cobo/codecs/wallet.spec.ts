import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { wallet } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/wallet', () => {
  itKeepsTheCodecLaws(wallet);

  itAllows(wallet, {
    uuid: 'always',
    wallet_type: 'always',
    name: 'always',
    owner_id: 'always',
    cobo_wallet_id: 'null or absent',
    status: 'always',
    metadata: 'always',
    created_at: 'always',
    updated_at: 'always',
    main_node_id: 'null or absent',
  });

  it('decodes what cobo/list-wallets.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-wallets.json'), 'result.0');
    const item = decoded(wallet, wire);
    expect(wallet.encode(item)).to.deep.equal(wire);
  });
});
