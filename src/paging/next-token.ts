import { cursorPaging, type CursorConfig } from './cursor.js';
import type { Paging } from './types.js';

/** Configuration of {@link nextToken}; every field has the default of OpenAI's usage and costs. */
export type NextTokenConfig = Partial<CursorConfig>;

/**
 * Returns the paging in which the reply carries an opaque token for the next page: `page=<next_page>` while `has_more`.
 *
 * @param config where things stand. Defaults: items at `data`, parameter `page`, cursor at `next_page`, flag `has_more`.
 *
 * @example
 * nextToken();                                     // OpenAI's usage and costs
 * nextToken({ param: 'after', cursor: 'next' });   // OpenAI's groups and roles
 */
export const nextToken = (config: NextTokenConfig = {}): Paging =>
  cursorPaging('nextToken', {
    items: 'data',
    param: 'page',
    cursor: 'next_page',
    hasMore: 'has_more',
    ...config,
  });
