import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import {
  externalTransaction,
  transaction,
  transactionData,
} from '../../../../src/providers/cobo/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('cobo/codecs/transaction', () => {
  itKeepsTheCodecLaws(transactionData);

  itAllows(transactionData, {
    sub_type: 'null or absent',
    contract_addr: 'null or absent',
    value: 'null or absent',
    calldata: 'null or absent',
    instructions: 'null or absent',
    fee: 'null or absent',
    failed_reason: 'null or absent',
    description: 'null or absent',
    signature: 'null or absent',
    destination_type: 'null or absent',
    eip712_typed_data: 'null or absent',
    payment_required_raw: 'null or absent',
    payment_signature_raw: 'null or absent',
    siwx_header_value: 'null or absent',
    mpp_authorization_header: 'null or absent',
    pact_id: 'null or absent',
  });

  itKeepsTheCodecLaws(externalTransaction);

  itAllows(externalTransaction, {
    id: 'always',
    user_transaction_uuid: 'always',
    operation_type: 'always',
    stage: 'null or absent',
    provider: 'null or absent',
    external_id: 'null or absent',
    caw_request_id: 'null or absent',
    status: 'always',
    transaction_hash: 'null or absent',
    data: 'absent',
    created_at: 'always',
    updated_at: 'always',
  });

  itKeepsTheCodecLaws(transaction);

  itAllows(transaction, {
    id: 'always',
    wallet_id: 'always',
    pact_id: 'null or absent',
    type: 'always',
    request_type: 'null or absent',
    chain_id: 'always',
    token_id: 'always',
    src_address: 'always',
    dst_address: 'always',
    amount: 'always',
    status: 'always',
    status_display: 'absent',
    sub_status: 'null or absent',
    transaction_hash: 'null or absent',
    request_id: 'null or absent',
    description: 'null or absent',
    data: 'always',
    created_at: 'always',
    updated_at: 'always',
    ext_transactions: 'null or absent',
    fee: 'null or absent',
    cobo_transaction_id: 'null or absent',
  });

  it('decodes what cobo/list-user-transactions.json holds, and gives it back', () => {
    const wire = atPath(fixture('cobo/list-user-transactions.json'), 'result.0');
    const item = decoded(transaction, wire);
    expect(transaction.encode(item)).to.deep.equal(wire);
  });

  for (const field of ['payment_signature_raw', 'siwx_header_value', 'mpp_authorization_header'] as const) {
    it(`${field} lets its bearer act: only reveal() gives it out`, () => {
      const data = decoded(transactionData, { [field]: 'CANARY' });
      expect(JSON.stringify([data, transactionData.encode(data)])).to.not.include('CANARY');
      expect(data[field]?.reveal()).to.equal('CANARY');
    });
  }

  it('a signed message without an amount is no error', () => {
    const wire = atPath(fixture('cobo/list-user-transactions.json'), 'result.0') as object;
    expect(decoded(transaction, { ...wire, type: 'message_sign', amount: '' }).amount).to.equal('');
  });
});
