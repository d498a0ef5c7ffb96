import {
  defineEndpoint,
  flag,
  integer,
  oneOf,
  required,
  someOf,
  text,
  texts,
  unixTime,
} from '../../../endpoint/index.js';
import { nextToken } from '../../../paging/index.js';
import { bucketEnvelope, usageCompletionsBucket } from '../codecs/index.js';

/** Most buckets a page, by their width; the vendor refuses more. */
const MAX_BUCKETS = { '1d': 31, '1h': 168, '1m': 1440 } as const;

/** `GET /organization/usage/completions`: pages count buckets; a bucket holds any number of rows, also none. */
export const usageCompletions = defineEndpoint({
  id: 'openai.usage.completions',
  path: '/organization/usage/completions',
  params: {
    start_time: required(unixTime('Start of the range, inclusive.')),
    end_time: unixTime('End of the range, exclusive. Vendor default: now.'),
    bucket_width: oneOf(['1m', '1h', '1d'], 'Width of a bucket. Vendor default: 1d.'),
    project_ids: texts('Only these projects.'),
    user_ids: texts('Only these users.'),
    api_key_ids: texts('Only these API keys.'),
    models: texts('Only these models.'),
    batch: flag('Only batch jobs, or only others.'),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
      'What the rows of a bucket are split by.',
    ),
    limit: integer('Buckets a page; the same as pageSize.'),
    page: text('Start at this token of an earlier reply.'),
  },
  paging: nextToken(),
  limits: ({ bucket_width = '1d' }) => ({ param: 'limit', min: 1, max: MAX_BUCKETS[bucket_width] }),
  envelope: bucketEnvelope,
  item: usageCompletionsBucket,
  key: ['start_time', 'end_time'],
  credential: 'adminKey',
  doc: 'Token usage of completions, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/completions',
});
