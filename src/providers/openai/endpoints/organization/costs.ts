import { defineEndpoint, oneOf, someOf, texts } from '../../../../endpoint/index.js';
import { bucketEnvelope, costsBucket } from '../../codecs/organization/index.js';
import { bucketParams } from './bucket-list.js';
import { bucketPaging } from './bucket-paging.js';

/**
 * `GET /organization/costs`: days with what they cost; the figures that match the invoice. The range is asked for in
 * slices of one page each, side by side with `concurrency`.
 *
 * Grouped by `api_key_id`, the vendor answers 400 where a range starts before 2025-12-06T00:00:00Z: list what lies before
 * without that key.
 */
export const costs = defineEndpoint({
  id: 'openai.costs',
  path: '/organization/costs',
  params: {
    ...bucketParams,
    bucket_width: oneOf(['1d'], 'Width of a bucket: only days.'),
    api_key_ids: texts('Only these API keys.'),
    group_by: someOf(
      ['project_id', 'line_item', 'api_key_id'],
      'What the rows of a day are split by. api_key_id is refused for ranges that start before 2025-12-06.',
    ),
  },
  paging: bucketPaging,
  limits: { param: 'limit', min: 1, max: 180 },
  envelope: bucketEnvelope,
  item: costsBucket,
  key: ['start_time', 'end_time'],
  rows: 'results',
  credential: 'adminKey',
  doc: 'Costs, in buckets of a day.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/costs',
});
