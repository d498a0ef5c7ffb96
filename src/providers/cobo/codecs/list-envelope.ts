import * as t from 'io-ts';

import { int, nullable, shape } from '../../../codec/index.js';

/** Where a page stands. Cursor pages fill the last three members, pages asked for by `offset` the first three. */
export const paginationMeta = shape(
  'PaginationMeta',
  {},
  {
    total: nullable(int),
    offset: nullable(int),
    limit: nullable(int),
    has_more: nullable(t.boolean),
    /** The opaque cursor of the next page; not to be followed where `has_more` is false. */
    after: nullable(t.string),
    /** The opaque cursor of the page before. */
    before: nullable(t.string),
  },
);

export type PaginationMeta = t.TypeOf<typeof paginationMeta>;

/** What stands beside `result`. */
export const listEnvelope = shape(
  'ListEnvelope',
  {},
  {
    /** Absent means true; false comes with `error` and without items. */
    success: nullable(t.boolean),
    /** What to do about an error, in words; `''` where there is none. */
    suggestion: nullable(t.string),
    /** `''` where there is nothing to say. */
    message: nullable(t.string),
    meta: nullable(paginationMeta),
    /** A text or an object, with `success: false` only. */
    error: t.unknown,
  },
);

export type ListEnvelope = t.TypeOf<typeof listEnvelope>;
