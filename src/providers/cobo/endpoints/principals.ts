import { defineEndpoint, openWord } from '../../../endpoint/index.js';
import { listEnvelope, principal } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/principals`: only the service key is accepted. */
export const principals = defineEndpoint({
  id: 'cobo.principals',
  path: '/api/v1/principals',
  params: { ...cursorParams, type: openWord(['human', 'agent'], 'Which kind of principal.') },
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: principal,
  key: ['id'],
  credential: 'serviceKey',
  doc: 'All principals of the system, people and agents.',
});
