import * as t from 'io-ts';

import { nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A model: an item of `GET /models`. */
export const model = shape(
  'Model',
  {
    id: t.string,
    object: openEnum('model'),
    created: unixSeconds,
    owned_by: t.string,
  },
  {
    /** The day on which the model goes, `YYYY-MM-DD`; null: none was announced. */
    shutdown_date: nullable(t.string),
  },
);

export type Model = t.TypeOf<typeof model>;
