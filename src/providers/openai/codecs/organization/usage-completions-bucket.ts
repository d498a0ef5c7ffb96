import * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/**
 * One row of a bucket. A grouping key is null unless it was asked for in `group_by`. The token counts overlap: adding
 * all of them counts twice.
 */
export const usageCompletionsResult = shape(
  'UsageCompletionsResult',
  {
    /** All input: text, audio and image, cached and cache-write tokens included. */
    input_tokens: int,
    /** All output: text, audio and image. */
    output_tokens: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.completions.result'),
    ...modelKeys,
    input_cached_tokens: int,
    input_cache_write_tokens: int,
    /** With the cached and cache-write tokens it makes up `input_tokens`. */
    input_uncached_tokens: int,
    /** Uncached only, as are the audio and image counts. */
    input_text_tokens: int,
    output_text_tokens: int,
    input_cached_text_tokens: int,
    input_audio_tokens: int,
    input_cached_audio_tokens: int,
    output_audio_tokens: int,
    input_image_tokens: int,
    input_cached_image_tokens: int,
    output_image_tokens: int,
    batch: t.boolean,
    service_tier: t.string,
  }),
);

export type UsageCompletionsResult = t.TypeOf<typeof usageCompletionsResult>;

/** A time bucket with its rows, none where nothing happened: an item of `GET /organization/usage/completions`. */
export const usageCompletionsBucket = bucketOf('UsageCompletionsBucket', usageCompletionsResult);

export type UsageCompletionsBucket = t.TypeOf<typeof usageCompletionsBucket>;
