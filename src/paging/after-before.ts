import { checkConfig, mustHold, nameOf, optional, placesOf } from './config.js';
import { CURSOR_CHECKS, cursorPaging, planOf, type CursorConfig } from './cursor.js';
import { aDirection } from './last-id.js';
import type { Paging, Place, RequestPlace } from './types.js';

/** Configuration of {@link afterBefore}; every field has the default of Cobo's lists. */
export interface AfterBeforeConfig extends Partial<Omit<CursorConfig, 'param' | 'cursor'>> {
  /** Forward parameter and where its cursor is. Default `after` at `meta.after`. */
  readonly after?: { readonly param: RequestPlace; readonly cursor: Place };
  /** Backward parameter and where its cursor is. Default `before` at `meta.before`. */
  readonly before?: { readonly param: RequestPlace; readonly cursor: Place };
}

const { param: _param, cursor: _cursor, ...SHARED_CHECKS } = CURSOR_CHECKS;

/**
 * Returns the paging with two cursors: forwards through `after`, and backwards, through `before`, when the caller starts
 * with a `before` of his own. The walk keeps the direction it started in.
 *
 * @param config where values are. Defaults: items at `result`, flag `meta.has_more`, total `meta.total`.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * const list = defineEndpoint({
 *   id: 'acme.keys',
 *   path: '/keys',
 *   params: { before: text('Goes backwards from here.') },
 *   paging: afterBefore({ items: 'data' }),
 *   item: t.type({ id: t.string }),
 *   key: ['id'],
 * });
 * const reply = (url: string) =>
 *   Promise.resolve(
 *     Response.json(
 *       url.endsWith('after=c1')
 *         ? { data: [{ id: 'k2' }], meta: { has_more: false } }
 *         : { data: [{ id: 'k1' }], meta: { has_more: true, after: 'c1' } },
 *     ),
 *   );
 * createClient(provider, { fetch: reply }).list(list).subscribe(({ id }) => console.log(id));
 * // k1
 * // k2
 */
export const afterBefore = (config: AfterBeforeConfig = {}): Paging => {
  const directions = { after: optional(aDirection), before: optional(aDirection) };
  checkConfig('afterBefore', config, { ...SHARED_CHECKS, ...directions });
  const {
    after = { param: 'after', cursor: 'meta.after' },
    before = { param: 'before', cursor: 'meta.before' },
    ...said
  } = config;
  const places = { items: 'result', hasMore: 'meta.has_more', total: 'meta.total', ...after };
  // Cursors elsewhere are another API, see planOf.
  const plan = planOf(places, { ...said, ...(config.after === undefined ? {} : { cursor: after.cursor }) });
  const [forth, back] = [nameOf(after.param), nameOf(before.param)];
  mustHold('afterBefore', forth !== back, `before.param must differ from after.param, both are ${forth}`);
  const forwards = cursorPaging('afterBefore', plan);
  const backwards = cursorPaging('afterBefore', { ...plan, ...before });
  return {
    ...forwards,
    params: [forth, back],
    ...placesOf(after.param, before.param),
    first: (start) => (start.params[back] === undefined ? forwards : backwards).first(start),
    next: (reply, request) => (back in request.query ? backwards : forwards).next(reply, request),
  };
};
