import { integer, openWord } from '../../../endpoint/index.js';
import { pageNumber, single, type Paging } from '../../../paging/index.js';

/** Paging parameters of all lists. */
export const pageParams = {
  page: integer('Start at this page.', { min: 1 }),
  page_size: integer('Items a page; the same as pageSize.'),
};

/** The environment of most lists; the vendor's pages disagree about the words. */
export const environmentParam = openWord(
  ['prod', 'test', 'production'],
  'Which environment. Vendor default: that of the key.',
);

/**
 * The paging of all lists. `next` is an absolute URL that has lost the other parameters and may name another host or
 * http: only its page number is read. It ends as null, as nothing, or as the text "null". `count` lies on some lists:
 * it is a hint how far to look ahead, and never ends a walk.
 */
export const byPage = pageNumber({
  items: 'results',
  param: 'page',
  nextLink: 'next',
  noLink: ['null'],
  emptyEnds: true,
  total: 'count',
});

/** The same paging, each request of which says this, too. */
export const saying = (paging: Paging, query: Readonly<Record<string, string>>): Paging => ({
  ...paging,
  first: (start) => {
    const request = paging.first(start);
    return { ...request, query: { ...query, ...request.query } };
  },
});

/** The paging of a list whose replies come in two shapes; `other` pages those that it knows by their body. */
export const inTwoShapes = (usual: Paging, other: Paging, isOther: (body: unknown) => boolean): Paging => {
  const of = (body: unknown): Paging => (isOther(body) ? other : usual);
  return {
    ...usual,
    itemsOf: (body) => of(body).items,
    next: (reply, request) => of(reply.body).next(reply, request),
    ahead: (reply, request) => of(reply.body).ahead?.(reply, request) ?? [],
  };
};

const byCount = pageNumber({ items: '' });

/** A bare array, as older versions answered: the whole list. One as long as what was asked for may have more behind it. */
export const bareArray: Paging = {
  ...single({ items: '' }),
  next: (reply, request) =>
    (reply.size === reply.items.length ? byCount : single({ items: '' })).next(reply, request),
};

/** The documented page sizes. */
export const upTo1000 = { param: 'page_size', min: 1, max: 1000 };

/** The documented page sizes of the lists about prompts, datasets, evaluators and workflows. */
export const upTo100 = { param: 'page_size', min: 1, max: 100 };

/** Where no size is documented: only one that the caller asks for is sent. */
export const anySize = { param: 'page_size', min: 1 };
