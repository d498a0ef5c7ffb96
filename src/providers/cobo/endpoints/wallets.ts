import { defineEndpoint, flag, text } from '../../../endpoint/index.js';
import { listEnvelope, wallet } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/wallets`: a wallet is identified by `uuid`, not by `id`. */
export const wallets = defineEndpoint({
  id: 'cobo.wallets',
  path: '/api/v1/wallets',
  params: {
    ...cursorParams,
    include_archived: flag('Archived wallets, too. Vendor default: false.'),
    main_node_id: text('Only wallets of this main node.'),
  },
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: wallet,
  key: ['uuid'],
  doc: 'The wallets that the authenticated principal can reach.',
});
