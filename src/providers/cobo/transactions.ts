import * as t from 'io-ts';
import {
  anyOf,
  int,
  isoTime,
  jsonObject,
  list,
  nullish,
  num,
  openEnum,
  secretString,
  shape,
} from '../../codec/index.js';
import { exactAmounts, vendorEndpoint, flag, openWord, text } from '../../walk/index.js';
import { coboPaging, cursorParams, listEnvelope, upTo200 } from './list.js';

/** What a transaction was made of. The headers and the payment signature let their bearer act, and are held as secrets. */
export const transactionData = shape(
  'TransactionData',
  {},
  nullish({
    sub_type: t.string,
    contract_addr: t.string,
    value: t.string,
    calldata: t.string,
    instructions: list(jsonObject),
    fee: jsonObject,
    failed_reason: t.string,
    description: t.string,
    signature: t.string,
    destination_type: t.string,
    eip712_typed_data: jsonObject,
    payment_required_raw: t.string,
    payment_signature_raw: secretString,
    siwx_header_value: secretString,
    mpp_authorization_header: secretString,
    pact_id: t.string,
  }),
);

/** The decoded form of {@link transactionData}. */
export type TransactionData = t.TypeOf<typeof transactionData>;

/** A step that some provider downstream executes for a transaction. */
export const externalTransaction = shape(
  'ExternalTransaction',
  {
    id: t.string,
  },
  nullish({
    /** The transaction that it is a step of. */
    user_transaction_uuid: t.string,
    operation_type: openEnum('transfer', 'contract_call', 'message_sign', 'deposit'),
    /** In the words of the provider. */
    status: t.string,
    created_at: isoTime,
    updated_at: isoTime,
    stage: openEnum(
      'original',
      'sign',
      'broadcast',
      'drop',
      'speedup',
      'delegation',
      'userop',
      'provider_userop',
    ),
    provider: openEnum('waas', 'alchemy', 'pimlico', 'node_rpc', 'caw'),
    /** The id that the provider gave to it. */
    external_id: t.string,
    /** The idempotency key that was sent to the provider. */
    caw_request_id: t.string,
    transaction_hash: t.string,
    data: jsonObject,
  }),
);

/** The decoded form of {@link externalTransaction}. */
export type ExternalTransaction = t.TypeOf<typeof externalTransaction>;

/** A transaction: an item of `GET /api/v1/wallets/transactions`. */
export const transaction = shape(
  'Transaction',
  {
    id: t.string,
    wallet_id: t.string,
    type: openEnum('transfer', 'contract_call', 'message_sign', 'deposit'),
    chain_id: t.string,
    /** A code, such as 900 for success and 901 for failure; in words it is `status_display`. */
    status: int,
    data: transactionData,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    // A signed message moves no token to anybody, and the document does not say what is here instead.
    token_id: t.string,
    src_address: t.string,
    dst_address: t.string,
    /** In units of the token. */
    amount: anyOf(num, t.string),
    /** The pact whose key made the request. */
    pact_id: t.string,
    request_type: openEnum(
      'transfer',
      'contract_call',
      'deposit',
      'message_sign',
      'x402_payment',
      'mpp_payment',
    ),
    /** `success`, `failed`, `broadcasting` …; may be `''`. */
    status_display: t.string,
    sub_status: t.string,
    transaction_hash: t.string,
    /** The id that the client gave to the request. */
    request_id: t.string,
    description: t.string,
    /** Only with `ext: true`. */
    ext_transactions: list(externalTransaction),
    /** Since version 1.3.0. */
    fee: jsonObject,
    /** Since version 1.3.0. */
    cobo_transaction_id: t.string,
  }),
);

/** The decoded form of {@link transaction}. */
export type Transaction = t.TypeOf<typeof transaction>;

/** `GET /api/v1/wallets/transactions`: the wallet is called `wallet_uuid` in the query and `wallet_id` in the items. */
export const transactions = vendorEndpoint({
  id: 'cobo.wallets.transactions',
  path: '/api/v1/wallets/transactions',
  params: {
    ...cursorParams,
    wallet_uuid: text('Only transactions of this wallet.'),
    status: text('Only transactions in this status.'),
    type: openWord(
      ['transfer', 'contract_call', 'message_sign', 'deposit'],
      'Only transactions of this type.',
    ),
    token_id: text('Only transactions of this token, such as SETH_USDC.'),
    chain_id: text('Only transactions on this chain, such as BASE_ETH.'),
    address_id: text('Only transactions of this address.'),
    ext: flag('With the steps that others execute for each transaction. Vendor default: false.'),
  },
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: transaction,
  amounts: exactAmounts('amount'),
  key: ['id'],
  doc: 'Transfers, contract calls, signed messages and deposits of all wallets.',
});
