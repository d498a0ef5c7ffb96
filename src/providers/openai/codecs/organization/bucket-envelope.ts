import * as t from 'io-ts';

import { nullish, openEnum, shape } from '../../../../codec/index.js';

/** What stands beside the buckets of usage and costs. */
export const bucketEnvelope = shape(
  'BucketEnvelope',
  {},
  nullish({
    object: openEnum('page'),
    has_more: t.boolean,
    /** The token of the next page; null or absent on the last one. */
    next_page: t.string,
  }),
);

export type BucketEnvelope = t.TypeOf<typeof bucketEnvelope>;
