import { expect } from 'chai';

import { balance } from '../../../src/providers/cobo/codecs.js';
import { atPath } from '../../../src/paging/index.js';
import { decoded, refuses } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

describe('cobo/codecs/balance', () => {
  it('an amount is kept digit for digit, and a text that is none is refused', () => {
    const wire = atPath(fixture('cobo/wallets.balances.json'), 'result.0') as object;
    const amount = '123456789012345678901234567890.000000000000000001';
    expect(decoded(balance, { ...wire, amount }).amount).to.equal(amount);
    expect(refuses(balance, { ...wire, amount: '1,5' })).to.equal(true);
  });
});
