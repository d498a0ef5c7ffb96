import { defineEndpoint } from '../../../endpoint/index.js';
import { listEnvelope, temporaryKey } from '../codecs/index.js';
import { anySize, bareArray, byPage, inTwoShapes, pageParams } from './keywordsai-list.js';

/**
 * `GET /api/temporary-keys/`: temporary keys only; no list of the others is documented. The reply is the usual page or,
 * on newer pages of the documentation, a bare array, which is then the whole list. `count` is 0 in the vendor's example.
 */
export const temporaryKeys = defineEndpoint({
  id: 'keywordsai.temporaryKeys',
  path: '/api/temporary-keys/',
  params: pageParams,
  paging: inTwoShapes(byPage, bareArray, Array.isArray),
  limits: anySize,
  envelope: listEnvelope,
  item: temporaryKey,
  key: ['id'],
  doc: 'The temporary API keys of the organization.',
  docs: 'https://docs.keywordsai.co/api-endpoints/temporary-api-keys/list-temporary-keys',
});
