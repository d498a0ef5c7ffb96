import { defineEndpoint, openWord, required, segment } from '../../../endpoint/index.js';
import { single } from '../../../paging/index.js';
import { listEnvelope, walletPactHistory } from '../codecs/index.js';

/** `GET /api/v1/wallets/{wallet_id}/pacts/history`: a read of one object, whose buckets cover the whole range. */
export const pactHistory = defineEndpoint({
  id: 'cobo.wallets.pactHistory',
  path: '/api/v1/wallets/{wallet_id}/pacts/history',
  params: {
    wallet_id: segment('The wallet.'),
    range: required(openWord(['1d', '7d', '30d'], 'How far back.')),
    metric: openWord(['tx_count', 'tx_amount'], 'What pacts are sorted by within a bucket.'),
    lang: openWord(['en', 'zh'], 'Language of the titles of pacts. Vendor default: en.'),
  },
  paging: single({ items: 'result', one: true }),
  envelope: listEnvelope,
  item: walletPactHistory,
  key: ['wallet_id', 'range'],
  rows: 'buckets',
  doc: 'What was done under the pacts of a wallet, bucket by bucket.',
});
