import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A recording of a consent: an item of `GET /audio/voice_consents`. */
export const voiceConsent = shape(
  'VoiceConsent',
  {
    id: t.string,
    /** The label that was given at the upload. */
    name: t.string,
    /** A BCP 47 tag of the phrase's language: `en-US`. */
    language: t.string,
    created_at: unixSeconds,
  },
  nullish({
    object: openEnum('audio.voice_consent'),
  }),
);

export type VoiceConsent = t.TypeOf<typeof voiceConsent>;
