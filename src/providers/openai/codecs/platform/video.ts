import * as t from 'io-ts';

import { int, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

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

export type Video = t.TypeOf<typeof video>;
