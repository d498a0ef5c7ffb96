import { integer, text } from '../../../../endpoint/index.js';
import { lastId } from '../../../../paging/index.js';

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
