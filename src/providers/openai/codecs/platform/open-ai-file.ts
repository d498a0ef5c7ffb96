import * as t from 'io-ts';

import { int, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A file: an item of `GET /files`. */
export const openAiFile = shape(
  'OpenAiFile',
  {
    id: t.string,
    bytes: int,
    created_at: unixSeconds,
    filename: t.string,
    purpose: openEnum(
      'assistants',
      'assistants_output',
      'batch',
      'batch_output',
      'fine-tune',
      'fine-tune-results',
      'vision',
      'user_data',
    ),
  },
  nullish({
    object: openEnum('file'),
    expires_at: unixSeconds,
    /** Deprecated, and absent in the documentation's example. */
    status: openEnum('uploaded', 'processed', 'error'),
    /** Deprecated. */
    status_details: t.string,
  }),
);

export type OpenAiFile = t.TypeOf<typeof openAiFile>;
