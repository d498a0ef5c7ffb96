import { commaTexts, defineEndpoint } from '../../../endpoint/index.js';
import { asset, metadataEnvelope } from '../codecs/index.js';
import { upTo500 } from './cobo-list.js';
import { metadataPaging, metadataParams } from './metadata-list.js';

/** `GET /api/v1/metadata/assets`. */
export const assets = defineEndpoint({
  id: 'cobo.metadata.assets',
  path: '/api/v1/metadata/assets',
  params: { ...metadataParams, token_ids: commaTexts('Only these tokens, such as SETH and SETH_USDC.') },
  paging: metadataPaging,
  limits: upTo500,
  envelope: metadataEnvelope,
  item: asset,
  key: ['token_id'],
  doc: 'The tokens that wallets of a type can hold.',
});
