import { defineEndpoint, oneOf } from '../../../../endpoint/index.js';
import { adminApiKey, listEnvelope } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams } from './last-id-list.js';

/** `GET /organization/admin_api_keys`. */
export const adminApiKeys = defineEndpoint({
  id: 'openai.adminApiKeys',
  path: '/organization/admin_api_keys',
  params: { ...lastIdParams, order: oneOf(['asc', 'desc'], 'By time of creation. Vendor default: asc.') },
  paging: byLastId,
  // The vendor documents a default of 20 and no range: only a size that the caller asks for is sent.
  limits: { param: 'limit', min: 1 },
  envelope: listEnvelope,
  item: adminApiKey,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The admin API keys of the organization.',
  docs: 'https://platform.openai.com/docs/api-reference/admin-api-keys/list',
});
