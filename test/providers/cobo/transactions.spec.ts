import { expect } from 'chai';

import { transaction, transactionData } from '../../../src/providers/cobo/codecs.js';
import { atPath } from '../../../src/paging/index.js';
import { decoded } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

describe('cobo/codecs/transaction', () => {
  for (const field of ['payment_signature_raw', 'siwx_header_value', 'mpp_authorization_header'] as const) {
    it(`${field} lets its bearer act: only reveal() gives it out`, () => {
      const data = decoded(transactionData, { [field]: 'CANARY' });
      expect(JSON.stringify([data, transactionData.encode(data)])).to.not.include('CANARY');
      expect(data[field]?.reveal()).to.equal('CANARY');
    });
  }

  const wire = atPath(fixture('cobo/wallets.transactions.json'), 'result.0') as object;

  for (const nothing of ['', null]) {
    it(`a signed message without a token, an addressee and an amount is no error: ${JSON.stringify(nothing)}`, () => {
      const without = { token_id: nothing, dst_address: nothing, amount: nothing };
      expect(decoded(transaction, { ...wire, type: 'message_sign', ...without })).to.include(without);
    });
  }

  it('an amount that is a number is kept as one', () => {
    expect(decoded(transaction, { ...wire, amount: 0.5 }).amount).to.equal(0.5);
  });

  it('a step of a provider needs no more than its id', () => {
    const ext_transactions = [{ id: 'ext-1' }];
    expect(decoded(transaction, { ...wire, ext_transactions }).ext_transactions).to.deep.equal(
      ext_transactions,
    );
  });
});
