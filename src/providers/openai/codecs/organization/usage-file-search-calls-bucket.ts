import * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, groupKeys } from './usage-bucket.js';

/** One row of a bucket. Its `object` says `file_searches`, unlike the path. A grouping key is null unless it was asked for in `group_by`. */
export const usageFileSearchCallsResult = shape(
  'UsageFileSearchCallsResult',
  {
    /** Calls of the file search. */
    num_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.file_searches.result'),
    ...groupKeys,
    vector_store_id: t.string,
  }),
);

export type UsageFileSearchCallsResult = t.TypeOf<typeof usageFileSearchCallsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/file_search_calls`. */
export const usageFileSearchCallsBucket = bucketOf('UsageFileSearchCallsBucket', usageFileSearchCallsResult);

export type UsageFileSearchCallsBucket = t.TypeOf<typeof usageFileSearchCallsBucket>;
