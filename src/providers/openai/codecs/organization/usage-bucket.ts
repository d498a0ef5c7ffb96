import * as t from 'io-ts';

import { list, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** Grouping keys of most results: each is null unless it was asked for in `group_by`. */
export const groupKeys = {
  project_id: t.string,
  user_id: t.string,
  api_key_id: t.string,
};

/** The same for what a model did. */
export const modelKeys = { ...groupKeys, model: t.string };

/** Returns the codec of a time bucket with its rows; where nothing happened there are none. */
export const bucketOf = <A, B>(name: string, result: t.Type<A, B>) =>
  shape(
    name,
    {
      /** Inclusive. */
      start_time: unixSeconds,
      /** Exclusive; a bucket that ends in the future is still open, and its numbers grow. */
      end_time: unixSeconds,
      results: list(result),
    },
    nullish({
      object: openEnum('bucket'),
    }),
  );
