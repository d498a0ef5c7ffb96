import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageVectorStoresBucket } from '../../codecs/organization/index.js';
import { usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/vector_stores`: neither users nor API keys can be told apart. */
export const usageVectorStores = defineEndpoint({
  ...usageList,
  id: 'openai.usage.vectorStores',
  path: '/organization/usage/vector_stores',
  params: {
    ...usageParams,
    group_by: someOf(['project_id'], 'What the rows of a bucket are split by.'),
  },
  item: usageVectorStoresBucket,
  doc: 'Bytes in vector stores, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/vector_stores',
});
