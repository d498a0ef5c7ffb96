import { integer, text } from '../../../endpoint/index.js';
import { ConfigError } from '../../../http/errors.js';
import { afterBefore, offset, type Paging } from '../../../paging/index.js';

/** Paging parameters of the lists that know nothing but cursors. */
export const onlyCursorParams = {
  after: text('Start behind this cursor.'),
  before: text('Start before this cursor, and walk backwards.'),
  limit: integer('Items a page; the same as pageSize.'),
};

/** Paging parameters of the lists that still know row numbers, too. */
export const cursorParams = {
  ...onlyCursorParams,
  // The vendor takes row numbers up to 2^63 - 1; beyond 2^53 the next one could not be reckoned.
  offset: integer('Deprecated by the vendor: walk by row numbers, from this one on.', { min: 0 }),
};

/** Where a caller may start. */
export interface Chosen {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly offset?: number | undefined;
}

const checkOne = ({ after, before, offset: row }: Chosen): void => {
  if ([after, before, row].filter((value) => value !== undefined).length > 1) {
    throw new ConfigError({
      message: 'after, before and offset exclude each other',
      advice: 'Give one of them.',
      context: { provider: 'cobo' },
    });
  }
};

/** The same paging for those who give one start at most. */
export const fromOneStart =
  (paging: Paging) =>
  (chosen: Chosen): Paging => {
    checkOne(chosen);
    return paging;
  };

/** Row numbers. Sizes that are too large are refused, not cut: a page shorter than what was asked for is the last. */
export const byOffset = (items: string): Paging =>
  offset({ items, hasMore: 'meta.has_more', total: 'meta.total', shortPageEnds: 'limit' });

/** The paging of Cobo's lists: cursors, and row numbers only when the caller gives an offset. */
export const coboPaging = (items = 'result'): ((chosen: Chosen) => Paging) => {
  const byCursor = afterBefore({ items });
  const byRow = byOffset(items);
  return (chosen) => {
    checkOne(chosen);
    return chosen.offset === undefined ? byCursor : byRow;
  };
};

/** The page sizes of most lists. */
export const upTo200 = { param: 'limit', min: 1, max: 200 };

/** The page sizes of pacts and their templates. */
export const upTo100 = { param: 'limit', min: 1, max: 100 };

/** The page sizes of chains and assets. */
export const upTo500 = { param: 'limit', min: 1, max: 500 };

/** How many recent addresses can be had; there is no second page. */
export const upTo50 = { param: 'limit', min: 1, max: 50 };
