import { cursorPaging, type CursorConfig } from './cursor.js';
import type { Paging } from './types.js';

/** Configuration of {@link afterBefore}; every field has the default of Cobo's lists. */
export interface AfterBeforeConfig extends Partial<Omit<CursorConfig, 'param' | 'cursor'>> {
  /** Forward parameter and where its cursor stands. Default `after` at `meta.after`. */
  readonly after?: { readonly param: string; readonly cursor: string };
  /** Backward parameter and where its cursor stands. Default `before` at `meta.before`. */
  readonly before?: { readonly param: string; readonly cursor: string };
}

/**
 * Returns the paging with two cursors: forwards through `after`, and backwards, through `before`, when the caller starts
 * with a `before` of his own. The walk keeps the direction it started in.
 *
 * @param config where things stand. Defaults: items at `result`, flag `meta.has_more`, total `meta.total`.
 */
export const afterBefore = (config: AfterBeforeConfig = {}): Paging => {
  const {
    after = { param: 'after', cursor: 'meta.after' },
    before = { param: 'before', cursor: 'meta.before' },
    ...places
  } = config;
  const shared = { items: 'result', hasMore: 'meta.has_more', total: 'meta.total', ...places };
  const forwards = cursorPaging('afterBefore', { ...shared, ...after });
  const backwards = cursorPaging('afterBefore', { ...shared, ...before });
  return {
    ...forwards,
    params: [after.param, before.param],
    first: (start) => (start.params[before.param] === undefined ? forwards : backwards).first(start),
    next: (reply, request) => (before.param in request.query ? backwards : forwards).next(reply, request),
  };
};
