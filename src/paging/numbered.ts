import { numberedPages, type PageNumberConfig } from './page-number.js';
import type { Paging } from './types.js';

/** Configuration of {@link numbered}; every field has the default of Keygen's numbered lists. */
export type NumberedConfig = PageNumberConfig;

/**
 * Returns the paging by page numbers with a known number of pages, in JSON:API's spelling: `page[number]=1` … Pages can
 * be asked for out of turn, as far as the announced number of pages goes.
 *
 * @param config where values are. Defaults: items at `data`, parameter `page[number]`, link at `links.next`, counts at
 * `links.meta.count` and `links.meta.pages`.
 * @throws ConfigError for a member that is wrong or not known, and for a walk that nothing could end.
 *
 * @example
 * console.log(numbered().first({ params: {}, size: O.some({ param: 'page[size]', value: 100 }) })); // { query: { 'page[number]': '1', 'page[size]': '100' } }
 */
export const numbered = (config: NumberedConfig = {}): Paging =>
  numberedPages('numbered', config, {
    items: 'data',
    param: 'page[number]',
    nextLink: 'links.next',
    total: 'links.meta.count',
    pages: 'links.meta.pages',
  });
