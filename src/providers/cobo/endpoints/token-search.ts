import { defineEndpoint, required, text } from '../../../endpoint/index.js';
import { listEnvelope, tokenCandidate } from '../codecs/index.js';
import { whole } from './cobo-list.js';

/** `GET /api/v1/metadata/tokens/search`: comes whole. */
export const tokenSearch = defineEndpoint({
  id: 'cobo.metadata.tokens.search',
  path: '/api/v1/metadata/tokens/search',
  params: { symbol: required(text('The symbol, 1 to 20 characters in any case, such as USDC.')) },
  paging: whole(),
  envelope: listEnvelope,
  item: tokenCandidate,
  key: ['token_id'],
  doc: 'The tokens with a symbol, on all chains.',
});
