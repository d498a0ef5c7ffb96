import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { platformEnvelope, vectorStoreFile } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /vector_stores/{vector_store_id}/files`. */
export const vectorStoreFiles = defineEndpoint({
  id: 'openai.vectorStores.files',
  path: '/vector_stores/{vector_store_id}/files',
  params: {
    vector_store_id: segment('Id of the vector store.'),
    ...bothWaysParams,
    order: orderBy('desc'),
    filter: oneOf(['in_progress', 'completed', 'failed', 'cancelled'], 'Only files in this state.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: vectorStoreFile,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The files of one vector store.',
  docs: 'https://platform.openai.com/docs/api-reference/vector-stores-files/listFiles',
});
