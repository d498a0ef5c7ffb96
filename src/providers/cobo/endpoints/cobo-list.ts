import { integer, text } from '../../../endpoint/index.js';
import { ConfigError } from '../../../http/errors.js';
import { afterBefore, offset, type Paging } from '../../../paging/index.js';

/** Paging parameters of the lists with cursors. */
export const cursorParams = {
  after: text('Start behind this cursor.'),
  before: text('Start before this cursor, and walk backwards.'),
  offset: integer('Deprecated by the vendor: walk by row numbers, from this one on.', { min: 0 }),
  limit: integer('Items a page; the same as pageSize.'),
};

interface Chosen {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly offset?: number | undefined;
}

const byCursor = afterBefore({ items: 'result' });

/** Sizes that are too large are refused, not cut: a page shorter than what was asked for is the last. */
const byOffset = offset({
  items: 'result',
  hasMore: 'meta.has_more',
  total: 'meta.total',
  shortPageEnds: 'limit',
});

/** The paging of Cobo's lists: cursors, and row numbers only when the caller gives an offset. */
export const coboPaging = ({ after, before, offset: row }: Chosen): Paging => {
  if ([after, before, row].filter((value) => value !== undefined).length > 1) {
    throw new ConfigError({
      message: 'after, before and offset exclude each other',
      advice: 'Give one of them.',
      context: { provider: 'cobo' },
    });
  }
  return row === undefined ? byCursor : byOffset;
};

/** The page sizes of most lists. */
export const upTo200 = { param: 'limit', min: 1, max: 200 };
