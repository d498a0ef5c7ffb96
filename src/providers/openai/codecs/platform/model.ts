import * as t from 'io-ts';

import { nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A model: an item of `GET /models`, which servers with the same API give with less. */
export const model = shape(
  'Model',
  {
    id: t.string,
  },
  nullish({
    object: openEnum('model'),
    created: unixSeconds,
    owned_by: t.string,
    /** The day on which the model goes, `YYYY-MM-DD`; null: none was announced. */
    shutdown_date: t.string,
  }),
);

export type Model = t.TypeOf<typeof model>;
