import * as t from 'io-ts';
import { nullish, openEnum, shape } from '../../../codec/index.js';
import { lastId, nextToken } from '../../../paging/index.js';
import { integer, oneOf, text } from '../../../walk/index.js';

/** What comes with the items of a list that is walked by the id of its last item. Some examples lack members. */
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

/** The decoded form of {@link listEnvelope}. */
export type ListEnvelope = t.TypeOf<typeof listEnvelope>;

/** What comes with the items of groups, roles and role assignments, whose cursor is a token and never an id. */
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

/** The decoded form of {@link nextEnvelope}. */
export type NextEnvelope = t.TypeOf<typeof nextEnvelope>;

/** Paging parameters of the lists that are walked by the id of the last item. */
export const lastIdParams = {
  after: text('Start behind the object with this id.'),
  limit: integer('Objects a page; the same as pageSize.'),
};

/** The same for the lists that can be walked backwards, too. */
export const bothWaysParams = {
  ...lastIdParams,
  before: text('Start before the object with this id, and walk backwards.'),
};

/** The paging of those lists: `after=<last_id>` while `has_more`. */
export const byLastId = lastId();

/** The same, and `before=<first_id>` when the caller gives a `before`. */
export const byLastIdBothWays = lastId({ before: { param: 'before', cursor: 'first_id' } });

/** The page sizes that most of them document. A page of 0, which spend alerts document, lists nothing. */
export const upTo100 = { param: 'limit', min: 1, max: 100 };

/** Paging parameters of groups, roles and role assignments. */
export const nextParams = {
  after: text('Start at this token, the next of an earlier reply: it is no id.'),
  limit: integer('Objects a page; the same as pageSize.'),
};

/** Their order, where the vendor does not say which is its default. */
export const anyOrder = {
  order: oneOf(['asc', 'desc'], 'The order of the list. The vendor documents no default.'),
};

/** Their order, where it does. */
export const ascending = { order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: asc.') };

/** The paging of those lists: `after=<next>` while `has_more`, never the id of an item. */
export const byNext = nextToken({ param: 'after', cursor: 'next', hasMore: 'has_more' });

/** The page sizes that most of them document. A page of 0, which the vendor allows, lists nothing. */
export const upTo1000 = { param: 'limit', min: 1, max: 1000 };
