import * as t from 'io-ts';

import { nullish, openEnum, shape } from '../../../../codec/index.js';

/** What stands beside the items of a list that is walked by the id of its last item. Some examples lack members. */
export const listEnvelope = shape(
  'ListEnvelope',
  {},
  nullish({
    object: openEnum('list'),
    /** Absent: the walk goes on while there is a cursor, so that nothing is lost. */
    has_more: t.boolean,
    /** Null or absent on an empty page. */
    first_id: t.string,
    /** The cursor of the next page; null or absent on an empty page. */
    last_id: t.string,
  }),
);

export type ListEnvelope = t.TypeOf<typeof listEnvelope>;
