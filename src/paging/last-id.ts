import { cursorPaging, type CursorConfig } from './cursor.js';
import { startQuery } from './place.js';
import type { Paging, Place } from './types.js';

/** Configuration of {@link lastId}; every field has the default of OpenAI's lists. */
export interface LastIdConfig extends Partial<CursorConfig> {
  /**
   * The parameter that starts a walk backwards, and where the reply holds the id of its first item, for lists that take
   * one. Default: the list goes forwards only.
   */
  readonly before?: { readonly param: string; readonly cursor: Place };
}

/** The same list walked backwards where the caller starts with a `before` of his own; the walk keeps its direction. */
const bothWays = (forwards: Paging, backwards: Paging, after: string, before: string): Paging => ({
  ...forwards,
  params: [after, before],
  first: (start) =>
    start.params[before] === undefined
      ? forwards.first(start)
      : { query: { ...startQuery(start.params, [after]), ...backwards.first(start).query } },
  next: (reply, request) => (before in request.query ? backwards : forwards).next(reply, request),
});

/**
 * Returns the paging in which the reply names the id of its last item, and the next request asks for what comes after
 * it: `after=<last_id>` while `has_more`. With `before` it also goes backwards, `before=<first_id>`, when the caller
 * starts with a `before`; an `after` given beside it stays as it is on every page.
 *
 * @param config where things stand. Defaults: items at `data`, parameter `after`, cursor at `last_id`, flag `has_more`.
 *
 * @example
 * lastId();                                                     // OpenAI's lists
 * lastId({ cursor: { lastItem: 'id' } });                       // the id of the last item itself
 * lastId({ before: { param: 'before', cursor: 'first_id' } });  // OpenAI's audit logs, in both directions
 */
export const lastId = ({ before, ...config }: LastIdConfig = {}): Paging => {
  const shared = { items: 'data', param: 'after', cursor: 'last_id', hasMore: 'has_more', ...config };
  const forwards = cursorPaging('lastId', shared);
  if (before === undefined) return forwards;
  const { firstCursor: _forwardsOnly, ...places } = shared;
  return bothWays(forwards, cursorPaging('lastId', { ...places, ...before }), shared.param, before.param);
};
