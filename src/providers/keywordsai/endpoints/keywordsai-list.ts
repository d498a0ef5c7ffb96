import { integer } from '../../../endpoint/index.js';
import { pageNumber } from '../../../paging/index.js';

/** Paging parameters of all lists. */
export const pageParams = {
  page: integer('Start at this page.', { min: 1 }),
  page_size: integer('Items a page; the same as pageSize.'),
};

/**
 * The paging of all lists. `next` is an absolute URL that has lost the other parameters and may name another host or
 * http: only its page number is read. It ends as null, as nothing, or as the text "null". `count` lies on some lists:
 * it is a hint how far to look ahead, and never ends a walk.
 */
export const byPage = pageNumber({
  items: 'results',
  param: 'page',
  nextLink: 'next',
  noLink: ['null', ''],
  emptyEnds: true,
  total: 'count',
});

/** The documented page sizes. */
export const upTo1000 = { param: 'page_size', min: 1, max: 1000 };
