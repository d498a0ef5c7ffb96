import * as t from 'io-ts';

import { int, nullable, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageImagesResult = shape(
  'UsageImagesResult',
  {
    object: openEnum('organization.usage.images.result'),
    images: int,
    num_model_requests: int,
  },
  {
    ...modelKeys,
    source: nullable(openEnum('image.generation', 'image.edit', 'image.variation')),
    size: nullable(t.string),
  },
);

export type UsageImagesResult = t.TypeOf<typeof usageImagesResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/images`. */
export const usageImagesBucket = bucketOf('UsageImagesBucket', usageImagesResult);

export type UsageImagesBucket = t.TypeOf<typeof usageImagesBucket>;
