import * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../../codec/index.js';

/** What a project may use of one model: an item of `GET /organization/projects/{project_id}/rate_limits`. */
export const projectRateLimit = shape(
  'ProjectRateLimit',
  {
    id: t.string,
    model: t.string,
    max_requests_per_1_minute: int,
    max_tokens_per_1_minute: int,
  },
  nullish({
    object: openEnum('project.rate_limit'),
    max_images_per_1_minute: int,
    max_audio_megabytes_per_1_minute: int,
    max_requests_per_1_day: int,
    batch_1_day_max_input_tokens: int,
  }),
);

export type ProjectRateLimit = t.TypeOf<typeof projectRateLimit>;
