import { integer, oneOf, text } from '../../../../endpoint/index.js';
import { nextToken } from '../../../../paging/index.js';

/** Paging parameters of groups, roles and role assignments. */
export const nextParams = {
  after: text('Start at this token, the next of an earlier reply: it is no id.'),
  limit: integer('Objects a page; the same as pageSize.'),
};

/** Their order, where the vendor does not say which is its default. */
export const anyOrder = {
  order: oneOf(['asc', 'desc'], 'The order of the list. The vendor tells no default.'),
};

/** Their order, where it does. */
export const ascending = { order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: asc.') };

/** The paging of those lists: `after=<next>` while `has_more`, never the id of an item. */
export const byNext = nextToken({ param: 'after', cursor: 'next', hasMore: 'has_more' });

/** The page sizes that most of them document. A page of 0, which the vendor allows, lists nothing. */
export const upTo1000 = { param: 'limit', min: 1, max: 1000 };
