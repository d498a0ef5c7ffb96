import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { pactEvent, pactEventEnvelope } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/pacts/{pact_id}/events`: the oldest first. */
export const pactEvents = defineEndpoint({
  id: 'cobo.pacts.events',
  path: '/api/v1/pacts/{pact_id}/events',
  params: { pact_id: segment('The pact.'), ...cursorParams },
  paging: coboPaging('result.events'),
  limits: upTo200,
  envelope: pactEventEnvelope,
  item: pactEvent,
  key: ['id'],
  doc: 'What happened to a pact, the oldest first.',
});
