import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { fileContentEnvelope, vectorStoreFileContent as piece } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, wholeOrFault } from './list.js';

/**
 * `GET /vector_stores/{vector_store_id}/files/{file_id}/content`: a reply may name a next page that no parameter can
 * ask for: the walk then ends with an error behind what came.
 */
export const vectorStoreFileContent = defineEndpoint({
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
