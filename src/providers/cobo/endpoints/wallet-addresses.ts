import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { listEnvelope, walletAddress } from '../codecs/index.js';
import { whole } from './cobo-list.js';

/** `GET /api/v1/wallets/{wallet_uuid}/addresses`: comes whole; an address has no id of its own. */
export const walletAddresses = defineEndpoint({
  id: 'cobo.wallets.addresses',
  path: '/api/v1/wallets/{wallet_uuid}/addresses',
  params: { wallet_uuid: segment('The wallet.') },
  paging: whole(),
  envelope: listEnvelope,
  item: walletAddress,
  key: ['wallet_id', 'chain_type', 'address'],
  doc: 'All addresses of a wallet.',
});
