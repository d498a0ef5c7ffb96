import type * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageModerationsResult = shape(
  'UsageModerationsResult',
  {
    input_tokens: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.moderations.result'),
    ...modelKeys,
  }),
);

export type UsageModerationsResult = t.TypeOf<typeof usageModerationsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/moderations`. */
export const usageModerationsBucket = bucketOf('UsageModerationsBucket', usageModerationsResult);

export type UsageModerationsBucket = t.TypeOf<typeof usageModerationsBucket>;
