import { defineEndpoint, someOf, texts } from '../../../../endpoint/index.js';
import { usageFileSearchCallsBucket } from '../../codecs/organization/index.js';
import { callerFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/file_search_calls`: rows are told apart by vector store, not by model. */
export const usageFileSearchCalls = defineEndpoint({
  ...usageList,
  id: 'openai.usage.fileSearchCalls',
  path: '/organization/usage/file_search_calls',
  params: {
    ...usageParams,
    ...callerFilters,
    vector_store_ids: texts('Only these vector stores.'),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageFileSearchCallsBucket,
  doc: 'Calls of the file search, in buckets of time.',
});
