import { defineEndpoint, flag, openWord, text } from '../../../endpoint/index.js';
import { listEnvelope, transaction } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/wallets/transactions`: the wallet is called `wallet_uuid` in the query and `wallet_id` in the items. */
export const transactions = defineEndpoint({
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
  key: ['id'],
  doc: 'Transfers, contract calls, signed messages and deposits of all wallets.',
});
