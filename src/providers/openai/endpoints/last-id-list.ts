import { integer, text } from '../../../endpoint/index.js';
import { lastId } from '../../../paging/index.js';

/** Paging parameters of the lists that are walked by the id of the last item. */
export const lastIdParams = {
  after: text('Start behind the object with this id.'),
  limit: integer('Objects a page; the same as pageSize.'),
};

/** The paging of those lists: `after=<last_id>` while `has_more`. */
export const byLastId = lastId();

/** The page sizes that most of them document. */
export const upTo100 = { param: 'limit', min: 1, max: 100 };
