import { defineEndpoint, integer, segment, text } from '../../../endpoint/index.js';
import { single } from '../../../paging/index.js';
import { listEnvelope, recentAddress } from '../codecs/index.js';
import { upTo50 } from './cobo-list.js';

const params = {
  limit: integer('How many, the latest first; the same as pageSize.'),
  token_id: text('Only recipients of this token, such as SETH_USDC.'),
};

const shared = {
  // The latest of many: that there are more is no news.
  paging: single({ items: 'result', hasMore: undefined }),
  limits: upTo50,
  envelope: listEnvelope,
  item: recentAddress,
  key: ['address', 'chain_id', 'token_id'],
};

/** `GET /api/v1/wallets/recent-addresses`: the latest 50 at most, in one page; there is no way to the earlier ones. */
export const recentAddresses = defineEndpoint({
  ...shared,
  id: 'cobo.recentAddresses',
  path: '/api/v1/wallets/recent-addresses',
  params,
  doc: 'Whom the authenticated principal sent to lately, from all wallets.',
});

/** `GET /api/v1/wallets/{wallet_uuid}/recent-addresses`: as {@link recentAddresses}, of one wallet. */
export const walletRecentAddresses = defineEndpoint({
  ...shared,
  id: 'cobo.wallets.recentAddresses',
  path: '/api/v1/wallets/{wallet_uuid}/recent-addresses',
  params: { wallet_uuid: segment('The wallet.'), ...params },
  doc: 'Whom a wallet sent to lately.',
});
