import { defineEndpoint } from '../../../endpoint/index.js';
import { chain, metadataEnvelope } from '../codecs/index.js';
import { upTo500 } from './cobo-list.js';
import { metadataPaging, metadataParams } from './metadata-list.js';

/** `GET /api/v1/metadata/chains`. */
export const chains = defineEndpoint({
  id: 'cobo.metadata.chains',
  path: '/api/v1/metadata/chains',
  params: metadataParams,
  paging: metadataPaging,
  limits: upTo500,
  envelope: metadataEnvelope,
  item: chain,
  key: ['chain_id'],
  doc: 'The chains that wallets of a type can use.',
});
