import { defineEndpoint } from '../../../endpoint/index.js';
import { apiKey, listEnvelope } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/api-keys`: both kinds of credential are accepted; the principal's own key is preferred. */
export const apiKeys = defineEndpoint({
  id: 'cobo.apiKeys',
  path: '/api/v1/api-keys',
  params: cursorParams,
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: apiKey,
  key: ['id'],
  credential: 'apiKey or serviceKey',
  doc: 'The API keys of the authenticated principal.',
});
