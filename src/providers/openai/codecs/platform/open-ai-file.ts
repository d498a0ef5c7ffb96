import * as t from 'io-ts';

import { int, nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A file: an item of `GET /files`. */
export const openAiFile = shape(
  'OpenAiFile',
  {
    id: t.string,
    object: openEnum('file'),
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
  {
    expires_at: nullable(unixSeconds),
    /** Deprecated, and absent in the documentation's example. */
    status: nullable(openEnum('uploaded', 'processed', 'error')),
    /** Deprecated. */
    status_details: nullable(t.string),
  },
);

export type OpenAiFile = t.TypeOf<typeof openAiFile>;
