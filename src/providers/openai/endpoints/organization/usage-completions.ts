import { defineEndpoint, flag, someOf } from '../../../../endpoint/index.js';
import { usageCompletionsBucket } from '../../codecs/organization/index.js';
import { modelFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/completions`. */
export const usageCompletions = defineEndpoint({
  ...usageList,
  id: 'openai.usage.completions',
  path: '/organization/usage/completions',
  params: {
    ...usageParams,
    ...modelFilters,
    batch: flag('Only batch jobs, or only others.'),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageCompletionsBucket,
  doc: 'Token usage of completions, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/completions',
});
