import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageWebSearchCallsBucket } from '../../codecs/organization/index.js';
import { modelFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/web_search_calls`. */
export const usageWebSearchCalls = defineEndpoint({
  ...usageList,
  id: 'openai.usage.webSearchCalls',
  path: '/organization/usage/web_search_calls',
  params: {
    ...usageParams,
    ...modelFilters,
    context_levels: someOf(['low', 'medium', 'high'], 'Only searches with these sizes of context.'),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model', 'context_level'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageWebSearchCallsBucket,
  doc: 'Calls of the web search, in buckets of time.',
});
