import { cursorPaging, type CursorConfig } from './cursor.js';
import type { Paging } from './types.js';

/** Configuration of {@link lastId}; every field has the default of OpenAI's lists. */
export type LastIdConfig = Partial<CursorConfig>;

/**
 * Returns the paging in which the reply names the id of its last item, and the next request asks for what comes after
 * it: `after=<last_id>` while `has_more`.
 *
 * @param config where things stand. Defaults: items at `data`, parameter `after`, cursor at `last_id`, flag `has_more`.
 *
 * @example
 * lastId();                                        // OpenAI's lists
 * lastId({ cursor: { lastItem: 'id' } });          // the id of the last item itself
 */
export const lastId = (config: LastIdConfig = {}): Paging =>
  cursorPaging('lastId', {
    items: 'data',
    param: 'after',
    cursor: 'last_id',
    hasMore: 'has_more',
    ...config,
  });
