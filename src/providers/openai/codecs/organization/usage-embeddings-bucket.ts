import type * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageEmbeddingsResult = shape(
  'UsageEmbeddingsResult',
  {
    input_tokens: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.embeddings.result'),
    ...modelKeys,
  }),
);

export type UsageEmbeddingsResult = t.TypeOf<typeof usageEmbeddingsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/embeddings`. */
export const usageEmbeddingsBucket = bucketOf('UsageEmbeddingsBucket', usageEmbeddingsResult);

export type UsageEmbeddingsBucket = t.TypeOf<typeof usageEmbeddingsBucket>;
