import { defineEndpoint, flag, openWord, text } from '../../../endpoint/index.js';
import { pact, pactEnvelope } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo100 } from './cobo-list.js';

/** `GET /api/v1/pacts`: 100 a page at most. The default pacts of wallets are left out unless asked for. */
export const pacts = defineEndpoint({
  id: 'cobo.pacts',
  path: '/api/v1/pacts',
  params: {
    ...cursorParams,
    status: openWord(
      ['pending_approval', 'active', 'rejected', 'completed', 'expired', 'revoked', 'withdrawn'],
      'Only pacts in this status; the vendor writes it in lower case here and in UPPER CASE there.',
    ),
    wallet_id: text('Only pacts of this wallet.'),
    include_default: flag('The default pacts of wallets, too. Vendor default: false.'),
  },
  paging: coboPaging('result.pacts'),
  limits: upTo100,
  envelope: pactEnvelope,
  item: pact,
  key: ['id'],
  doc: 'The pacts that the authenticated principal can see.',
});
