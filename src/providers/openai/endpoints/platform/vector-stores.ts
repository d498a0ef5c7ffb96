import { defineEndpoint } from '../../../../endpoint/index.js';
import { platformEnvelope, vectorStore } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /vector_stores`. */
export const vectorStores = defineEndpoint({
  id: 'openai.vectorStores',
  path: '/vector_stores',
  params: {
    ...bothWaysParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: vectorStore,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The vector stores.',
  docs: 'https://platform.openai.com/docs/api-reference/vector-stores/list',
});
