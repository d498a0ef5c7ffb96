import { checkConfig } from './config.js';
import { CURSOR_CHECKS, cursorPaging, planOf, type CursorConfig } from './cursor.js';
import type { Paging } from './types.js';

/** Configuration of {@link nextToken}; every field has the default of OpenAI's usage and costs. */
export type NextTokenConfig = Partial<CursorConfig>;

/**
 * Returns the paging in which the reply carries an opaque token for the next page: `page=<next_page>` while `has_more`.
 *
 * @param config where values are. Defaults: items at `data`, parameter `page`, cursor at `next_page`, flag `has_more`.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * // OpenAI's usage and costs; OpenAI's groups and roles; in the body of a POST.
 * nextToken();
 * nextToken({ param: 'after', cursor: 'next' });
 * nextToken({ items: 'Users', param: { body: 'NextToken' }, cursor: 'NextToken' });
 * const reply = { body: { next_page: 'p2', has_more: true }, items: [], header: () => null, url: '' };
 * console.log(JSON.stringify(nextToken().next(reply, { query: {} })));
 * // {"_tag":"Right","right":{"_tag":"Some","value":{"query":{"page":"p2"}}}}
 */
export const nextToken = (config: NextTokenConfig = {}): Paging => {
  checkConfig('nextToken', config, CURSOR_CHECKS);
  const places = { items: 'data', param: 'page', cursor: 'next_page', hasMore: 'has_more' };
  return cursorPaging('nextToken', planOf(places, config));
};
