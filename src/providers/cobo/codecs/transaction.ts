import * as t from 'io-ts';

import {
  int,
  isoTime,
  jsonObject,
  list,
  nullable,
  openEnum,
  secretString,
  shape,
} from '../../../codec/index.js';

/** What a transaction was made of. The headers and the payment signature let their bearer act, and are held as secrets. */
export const transactionData = shape(
  'TransactionData',
  {},
  {
    sub_type: nullable(t.string),
    contract_addr: nullable(t.string),
    value: nullable(t.string),
    calldata: nullable(t.string),
    instructions: nullable(list(jsonObject)),
    fee: nullable(jsonObject),
    failed_reason: nullable(t.string),
    description: nullable(t.string),
    signature: nullable(t.string),
    destination_type: nullable(t.string),
    eip712_typed_data: nullable(jsonObject),
    payment_required_raw: nullable(t.string),
    payment_signature_raw: nullable(secretString),
    siwx_header_value: nullable(secretString),
    mpp_authorization_header: nullable(secretString),
    pact_id: nullable(t.string),
  },
);

export type TransactionData = t.TypeOf<typeof transactionData>;

/** A step that some provider downstream executes for a transaction. */
export const externalTransaction = shape(
  'ExternalTransaction',
  {
    id: t.string,
    /** The transaction that it is a step of. */
    user_transaction_uuid: t.string,
    operation_type: openEnum('transfer', 'contract_call', 'message_sign', 'deposit'),
    /** In the words of the provider. */
    status: t.string,
    created_at: isoTime,
    updated_at: isoTime,
  },
  {
    stage: nullable(
      openEnum('original', 'sign', 'broadcast', 'drop', 'speedup', 'delegation', 'userop', 'provider_userop'),
    ),
    provider: nullable(openEnum('waas', 'alchemy', 'pimlico', 'node_rpc', 'caw')),
    /** The id that the provider gave to it. */
    external_id: nullable(t.string),
    /** The idempotency key that was sent to the provider. */
    caw_request_id: nullable(t.string),
    transaction_hash: nullable(t.string),
    data: jsonObject,
  },
);

export type ExternalTransaction = t.TypeOf<typeof externalTransaction>;

/** A transaction: an item of `GET /api/v1/wallets/transactions`. */
export const transaction = shape(
  'Transaction',
  {
    id: t.string,
    wallet_id: t.string,
    type: openEnum('transfer', 'contract_call', 'message_sign', 'deposit'),
    chain_id: t.string,
    token_id: t.string,
    src_address: t.string,
    dst_address: t.string,
    /** Decimal text in units of the token; what stands here for a signed message is not documented. */
    amount: t.string,
    /** A code, such as 900 for success and 901 for failure; in words it is `status_display`. */
    status: int,
    data: transactionData,
    created_at: isoTime,
    updated_at: isoTime,
  },
  {
    /** The pact whose key made the request. */
    pact_id: nullable(t.string),
    request_type: nullable(
      openEnum('transfer', 'contract_call', 'deposit', 'message_sign', 'x402_payment', 'mpp_payment'),
    ),
    /** `success`, `failed`, `broadcasting` …; may be `''`. */
    status_display: t.string,
    sub_status: nullable(t.string),
    transaction_hash: nullable(t.string),
    /** The id that the client gave to the request. */
    request_id: nullable(t.string),
    description: nullable(t.string),
    /** Only with `ext: true`. */
    ext_transactions: nullable(list(externalTransaction)),
    /** Since version 1.3.0. */
    fee: nullable(jsonObject),
    /** Since version 1.3.0. */
    cobo_transaction_id: nullable(t.string),
  },
);

export type Transaction = t.TypeOf<typeof transaction>;
