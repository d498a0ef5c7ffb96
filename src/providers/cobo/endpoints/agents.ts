import { defineEndpoint } from '../../../endpoint/index.js';
import { listEnvelope, principal } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/principals/agents`: unlike the list of all principals it takes the principal's own key. */
export const agents = defineEndpoint({
  id: 'cobo.principals.agents',
  path: '/api/v1/principals/agents',
  params: cursorParams,
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: principal,
  key: ['id'],
  doc: 'The agents that the authenticated principal owns.',
});
