import { vendorEndpoint, oneOf, segment } from '../../../walk/index.js';
import {
  ASSISTANTS_BETA,
  bothWaysParams,
  byLastId,
  orderBy,
  platformEnvelope,
  upTo100,
  wholeOrFault,
} from './list.js';
import {
  fileContentEnvelope,
  vectorStore,
  vectorStoreFile,
  vectorStoreFileContent as piece,
} from './vector-stores-codecs.js';

/** `GET /vector_stores`. */
export const vectorStores = vendorEndpoint({
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

/** `GET /vector_stores/{vector_store_id}/files`. */
export const vectorStoreFiles = vendorEndpoint({
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

/**
 * `GET /vector_stores/{vector_store_id}/files/{file_id}/content`: a reply may name a next page that no parameter can
 * ask for: the walk then ends with an error behind what came.
 */
export const vectorStoreFileContent = vendorEndpoint({
  id: 'openai.vectorStores.files.content',
  path: '/vector_stores/{vector_store_id}/files/{file_id}/content',
  params: {
    vector_store_id: segment('Id of the vector store.'),
    file_id: segment('Id of the file.'),
  },
  paging: wholeOrFault,
  envelope: fileContentEnvelope,
  item: piece,
  key: ['type', 'text'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The text of one file of a vector store, in pieces.',
});

/** `GET /vector_stores/{vector_store_id}/file_batches/{batch_id}/files`. */
export const vectorStoreFileBatchFiles = vendorEndpoint({
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
