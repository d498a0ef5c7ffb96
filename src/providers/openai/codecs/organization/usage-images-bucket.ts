import * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageImagesResult = shape(
  'UsageImagesResult',
  {
    images: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.images.result'),
    ...modelKeys,
    source: openEnum('image.generation', 'image.edit', 'image.variation'),
    size: t.string,
  }),
);

export type UsageImagesResult = t.TypeOf<typeof usageImagesResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/images`. */
export const usageImagesBucket = bucketOf('UsageImagesBucket', usageImagesResult);

export type UsageImagesBucket = t.TypeOf<typeof usageImagesBucket>;
