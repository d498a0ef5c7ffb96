import * as t from 'io-ts';

import { nullish, openEnum, shape } from '../../../../codec/index.js';

/**
 * What stands beside the items of a list outside of the organization. Documentation and examples differ: some lists name
 * no ids, some not even `has_more`.
 */
export const platformEnvelope = shape(
  'PlatformEnvelope',
  {},
  nullish({
    object: openEnum('list'),
    /** Absent: the walk goes on while there is a cursor, so that nothing is lost. */
    has_more: t.boolean,
    /** Null or absent on an empty page, and on lists that are walked by the ids of their items. */
    first_id: t.string,
    last_id: t.string,
  }),
);

export type PlatformEnvelope = t.TypeOf<typeof platformEnvelope>;
