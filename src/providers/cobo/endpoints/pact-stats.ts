import { defineEndpoint, flag, openWord, segment } from '../../../endpoint/index.js';
import { single } from '../../../paging/index.js';
import { listEnvelope, walletPactStats } from '../codecs/index.js';

/** `GET /api/v1/wallets/{wallet_id}/pacts/stats`: a read of one object. */
export const pactStats = defineEndpoint({
  id: 'cobo.wallets.pactStats',
  path: '/api/v1/wallets/{wallet_id}/pacts/stats',
  params: {
    wallet_id: segment('The wallet.'),
    include_default: flag('Count the default pact, too. Vendor default: false.'),
    lang: openWord(['en', 'zh'], 'Language. Vendor default: en.'),
  },
  paging: single({ items: 'result', one: true }),
  envelope: listEnvelope,
  item: walletPactStats,
  key: ['wallet_id'],
  doc: 'How many pacts a wallet has, and what was done under them in all.',
});
