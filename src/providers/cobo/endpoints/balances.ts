import { defineEndpoint, flag, text } from '../../../endpoint/index.js';
import { balance, listEnvelope } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/wallets/balances`: amounts come from a cache unless a refresh is forced. */
export const balances = defineEndpoint({
  id: 'cobo.wallets.balances',
  path: '/api/v1/wallets/balances',
  params: {
    ...cursorParams,
    wallet_uuid: text('Only balances of this wallet.'),
    chain_id: text('Only balances on this chain, such as BASE_ETH.'),
    address: text('Only balances of this address.'),
    token_id: text('Only balances of this token, such as SETH_USDC.'),
    force_refresh: flag('Read the chain first; works only together with address. Vendor default: false.'),
  },
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: balance,
  key: ['id'],
  doc: 'What the wallets that the authenticated principal can reach hold, token by token.',
});
