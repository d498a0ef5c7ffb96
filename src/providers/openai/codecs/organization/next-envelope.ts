import * as t from 'io-ts';

import { nullish, openEnum, shape } from '../../../../codec/index.js';

/** What stands beside the items of groups, roles and role assignments, whose cursor is a token and never an id. */
export const nextEnvelope = shape(
  'NextEnvelope',
  {},
  nullish({
    object: openEnum('list'),
    has_more: t.boolean,
    /** The cursor of the next page; null or absent on the last one. */
    next: t.string,
  }),
);

export type NextEnvelope = t.TypeOf<typeof nextEnvelope>;
