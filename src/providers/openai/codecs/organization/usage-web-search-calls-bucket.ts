import type * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/** One row of a bucket. Its `object` says `web_searches`, unlike the path. A grouping key is null unless it was asked for in `group_by`. */
export const usageWebSearchCallsResult = shape(
  'UsageWebSearchCallsResult',
  {
    num_model_requests: int,
    /** Calls of the web search. */
    num_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.web_searches.result'),
    ...modelKeys,
    context_level: openEnum('low', 'medium', 'high'),
  }),
);

export type UsageWebSearchCallsResult = t.TypeOf<typeof usageWebSearchCallsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/web_search_calls`. */
export const usageWebSearchCallsBucket = bucketOf('UsageWebSearchCallsBucket', usageWebSearchCallsResult);

export type UsageWebSearchCallsBucket = t.TypeOf<typeof usageWebSearchCallsBucket>;
