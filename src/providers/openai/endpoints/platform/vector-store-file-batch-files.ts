import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { platformEnvelope, vectorStoreFile } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /vector_stores/{vector_store_id}/file_batches/{batch_id}/files`. */
export const vectorStoreFileBatchFiles = defineEndpoint({
  id: 'openai.vectorStores.fileBatches.files',
  path: '/vector_stores/{vector_store_id}/file_batches/{batch_id}/files',
  params: {
    vector_store_id: segment('Id of the vector store.'),
    batch_id: segment('Id of the batch of files.'),
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
  doc: 'The files of one batch of a vector store.',
  docs: 'https://platform.openai.com/docs/api-reference/vector-stores-file-batches/listBatchFiles',
});
