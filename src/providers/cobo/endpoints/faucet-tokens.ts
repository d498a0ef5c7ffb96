import { defineEndpoint } from '../../../endpoint/index.js';
import { faucetChain, listEnvelope } from '../codecs/index.js';
import { whole } from './cobo-list.js';

/** `GET /api/v1/faucet/tokens`: comes whole, one item for each chain. */
export const faucetTokens = defineEndpoint({
  id: 'cobo.faucet.tokens',
  path: '/api/v1/faucet/tokens',
  paging: whole(),
  envelope: listEnvelope,
  item: faucetChain,
  key: ['chain_id'],
  rows: 'tokens',
  doc: 'The test tokens that the faucet gives, by chain.',
});
