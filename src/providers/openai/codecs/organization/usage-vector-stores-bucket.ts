import * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf } from './usage-bucket.js';

/** One row of a bucket. `project_id` is null unless it was asked for in `group_by`. */
export const usageVectorStoresResult = shape(
  'UsageVectorStoresResult',
  {
    usage_bytes: int,
  },
  nullish({
    object: openEnum('organization.usage.vector_stores.result'),
    project_id: t.string,
  }),
);

export type UsageVectorStoresResult = t.TypeOf<typeof usageVectorStoresResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/vector_stores`. */
export const usageVectorStoresBucket = bucketOf('UsageVectorStoresBucket', usageVectorStoresResult);

export type UsageVectorStoresBucket = t.TypeOf<typeof usageVectorStoresBucket>;
