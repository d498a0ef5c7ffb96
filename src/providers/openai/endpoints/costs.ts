import {
  defineEndpoint,
  integer,
  oneOf,
  required,
  someOf,
  text,
  texts,
  unixTime,
} from '../../../endpoint/index.js';
import { nextToken } from '../../../paging/index.js';
import { bucketEnvelope, costsBucket } from '../codecs/index.js';

/** `GET /organization/costs`: days with what they cost; the figures that match the invoice. */
export const costs = defineEndpoint({
  id: 'openai.costs',
  path: '/organization/costs',
  params: {
    start_time: required(unixTime('Start of the range, inclusive.')),
    end_time: unixTime('End of the range, exclusive. Vendor default: now.'),
    bucket_width: oneOf(['1d'], 'Width of a bucket: only days.'),
    project_ids: texts('Only these projects.'),
    api_key_ids: texts('Only these API keys.'),
    group_by: someOf(['project_id', 'line_item', 'api_key_id'], 'What the rows of a day are split by.'),
    limit: integer('Days a page; the same as pageSize.'),
    page: text('Start at this token of an earlier reply.'),
  },
  paging: nextToken(),
  limits: { param: 'limit', min: 1, max: 180 },
  envelope: bucketEnvelope,
  item: costsBucket,
  key: ['start_time', 'end_time'],
  credential: 'adminKey',
  doc: 'Costs, in buckets of a day.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/costs',
});
