import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { balance } from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws, refuses } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/balance', () => {
  itKeepsTheCodecLaws(balance);

  itAllows(balance, {
    id: 'always',
    wallet_uuid: 'always',
    cobo_wallet_id: 'always',
    user_id: 'always',
    address: 'always',
    chain_id: 'null or absent',
    chain_type: 'null or absent',
    compatible_chains: 'absent',
    token_id: 'always',
    amount: 'always',
    total: 'null or absent',
    pending: 'null or absent',
    locked: 'null or absent',
    balance_updated_at: 'null or absent',
    updated_at: 'always',
  });

  it('decodes what cobo/list-balances.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-balances.json'), 'result.0');
    const item = decoded(balance, wire);
    expect(balance.encode(item)).to.deep.equal(wire);
  });

  it('an amount is kept digit for digit, and a text that is none is refused', () => {
    const wire = atPath(fixture('cobo/list-balances.json'), 'result.0') as object;
    const amount = '123456789012345678901234567890.000000000000000001';
    expect(decoded(balance, { ...wire, amount }).amount).to.equal(amount);
    expect(refuses(balance, { ...wire, amount: '1,5' })).to.equal(true);
  });
});
