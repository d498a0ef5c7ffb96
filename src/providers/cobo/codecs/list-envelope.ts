import * as t from 'io-ts';

import { int, nullish, shape } from '../../../codec/index.js';

/** Where a page stands. Cursor pages fill the last three members, pages asked for by `offset` the first three. */
export const paginationMeta = shape(
  'PaginationMeta',
  {},
  nullish({
    total: int,
    offset: int,
    limit: int,
    has_more: t.boolean,
    /** The opaque cursor of the next page; not to be followed where `has_more` is false. */
    after: t.string,
    /** The opaque cursor of the page before. */
    before: t.string,
  }),
);

export type PaginationMeta = t.TypeOf<typeof paginationMeta>;

/** What stands beside `result`. */
export const listEnvelope = shape(
  'ListEnvelope',
  {},
  nullish({
    /** Absent means true; false comes with `error` and without items. */
    success: t.boolean,
    /** What to do about an error, in words; `''` where there is none. */
    suggestion: t.string,
    /** `''` where there is nothing to say. */
    message: t.string,
    meta: paginationMeta,
    /** A text or an object, with `success: false` only. */
    error: t.unknown,
  }),
);

export type ListEnvelope = t.TypeOf<typeof listEnvelope>;
