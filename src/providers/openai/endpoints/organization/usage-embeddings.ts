import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageEmbeddingsBucket } from '../../codecs/organization/index.js';
import { modelFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/embeddings`. */
export const usageEmbeddings = defineEndpoint({
  ...usageList,
  id: 'openai.usage.embeddings',
  path: '/organization/usage/embeddings',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageEmbeddingsBucket,
  doc: 'Token usage of embeddings, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/embeddings',
});
