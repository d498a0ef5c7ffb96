import * as t from 'io-ts';
import { int, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, oneOf } from '../../../walk/index.js';
import { byLastId, cursorParams, platformEnvelope, upTo100 } from './list.js';

const videoError = shape('VideoError', {}, nullish({ code: t.string, message: t.string }));

/** A video job: an item of `GET /videos`. The documentation's example has only what is required here. */
export const video = shape(
  'Video',
  {
    id: t.string,
    model: openEnum(
      'sora-2',
      'sora-2-pro',
      'sora-2-2025-10-06',
      'sora-2-pro-2025-10-06',
      'sora-2-2025-12-08',
    ),
    status: openEnum('queued', 'in_progress', 'completed', 'failed'),
  },
  nullish({
    object: openEnum('video'),
    /** In percent, roughly. */
    progress: int,
    created_at: unixSeconds,
    completed_at: unixSeconds,
    /** When what can be downloaded goes. */
    expires_at: unixSeconds,
    prompt: t.string,
    size: openEnum('720x1280', '1280x720', '1024x1792', '1792x1024'),
    /** A number as text. */
    seconds: t.string,
    remixed_from_video_id: t.string,
    error: videoError,
  }),
);

/** The decoded form of {@link video}. */
export type Video = t.TypeOf<typeof video>;

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

/** The decoded form of {@link voiceConsent}. */
export type VoiceConsent = t.TypeOf<typeof voiceConsent>;

/** `GET /videos`: deprecated by the vendor. */
export const videos = vendorEndpoint({
  id: 'openai.videos',
  path: '/videos',
  params: {
    ...cursorParams,
    order: oneOf(['asc', 'desc'], 'By time of creation.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: video,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The video jobs.',
});

/** `GET /audio/voice_consents`: the vendor’s own clients do not page it. */
export const voiceConsents = vendorEndpoint({
  id: 'openai.audio.voiceConsents',
  path: '/audio/voice_consents',
  params: {
    ...cursorParams,
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: voiceConsent,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The recordings of consents.',
});
