import type * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageAudioSpeechesResult = shape(
  'UsageAudioSpeechesResult',
  {
    characters: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.audio_speeches.result'),
    ...modelKeys,
  }),
);

export type UsageAudioSpeechesResult = t.TypeOf<typeof usageAudioSpeechesResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/audio_speeches`. */
export const usageAudioSpeechesBucket = bucketOf('UsageAudioSpeechesBucket', usageAudioSpeechesResult);

export type UsageAudioSpeechesBucket = t.TypeOf<typeof usageAudioSpeechesBucket>;
