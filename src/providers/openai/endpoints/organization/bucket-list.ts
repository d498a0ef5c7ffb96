import { integer, oneOf, required, text, texts, unixTime } from '../../../../endpoint/index.js';
import { bucketEnvelope } from '../../codecs/organization/index.js';
import { bucketPaging } from './bucket-paging.js';
import type { BucketRange } from './bucket-slices.js';

/** Parameters that costs and all usage lists share. */
export const bucketParams = {
  start_time: required(unixTime('Start of the range, inclusive.')),
  end_time: unixTime('End of the range, exclusive. Vendor default: now.'),
  project_ids: texts('Only these projects.'),
  limit: integer('Buckets a page; the same as pageSize.'),
  page: text('Start at this token of an earlier reply, and walk from token to token.'),
};

/** Parameters that all usage lists share. */
export const usageParams = {
  ...bucketParams,
  bucket_width: oneOf(['1m', '1h', '1d'], 'Width of a bucket. Vendor default: 1d.'),
};

/** Filters of what is done for a user, by an API key. */
export const callerFilters = {
  user_ids: texts('Only these users.'),
  api_key_ids: texts('Only these API keys.'),
};

/** Filters of what is done by a model. */
export const modelFilters = { ...callerFilters, models: texts('Only these models.') };

/** Most buckets a page, by their width; the vendor refuses more. */
const MAX_BUCKETS = { '1d': 31, '1h': 168, '1m': 1440 } as const;

/** What all usage lists have in common: pages count buckets; a bucket holds any number of rows, also none, each a figure of its own. */
export const usageList = {
  paging: bucketPaging,
  limits: ({ bucket_width = '1d' }: Pick<BucketRange, 'bucket_width'>) => ({
    param: 'limit',
    min: 1,
    max: MAX_BUCKETS[bucket_width],
  }),
  envelope: bucketEnvelope,
  key: ['start_time', 'end_time'],
  rows: 'results',
  credential: 'adminKey',
};
