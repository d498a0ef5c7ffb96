import type * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';
import { bucketOf, modelKeys } from './usage-bucket.js';

/** One row of a bucket. A grouping key is null unless it was asked for in `group_by`. */
export const usageAudioTranscriptionsResult = shape(
  'UsageAudioTranscriptionsResult',
  {
    seconds: int,
    num_model_requests: int,
  },
  nullish({
    object: openEnum('organization.usage.audio_transcriptions.result'),
    ...modelKeys,
  }),
);

export type UsageAudioTranscriptionsResult = t.TypeOf<typeof usageAudioTranscriptionsResult>;

/** A time bucket with its rows: an item of `GET /organization/usage/audio_transcriptions`. */
export const usageAudioTranscriptionsBucket = bucketOf(
  'UsageAudioTranscriptionsBucket',
  usageAudioTranscriptionsResult,
);

export type UsageAudioTranscriptionsBucket = t.TypeOf<typeof usageAudioTranscriptionsBucket>;
