import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageModerationsBucket } from '../../codecs/organization/index.js';
import { modelFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/moderations`. */
export const usageModerations = defineEndpoint({
  ...usageList,
  id: 'openai.usage.moderations',
  path: '/organization/usage/moderations',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageModerationsBucket,
  doc: 'Token usage of moderations, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/moderations',
});
