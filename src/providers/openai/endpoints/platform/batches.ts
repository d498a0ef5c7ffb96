import { defineEndpoint } from '../../../../endpoint/index.js';
import { batch, platformEnvelope } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, upTo100 } from './list.js';

/** `GET /batches`. */
export const batches = defineEndpoint({
  id: 'openai.batches',
  path: '/batches',
  params: {
    ...cursorParams,
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: batch,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The batches of requests.',
  docs: 'https://platform.openai.com/docs/api-reference/batch/list',
});
