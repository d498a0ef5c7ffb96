import { aParam, aPlace, checkConfig, mustHold, nameOf, optional, placesOf } from './config.js';
import { CURSOR_CHECKS, cursorPaging, planOf, type CursorConfig } from './cursor.js';
import { startQuery } from './place.js';
import type { Paging, Place, RequestPlace } from './types.js';

/** Configuration of {@link lastId}; every field has the default of OpenAI's lists. */
export interface LastIdConfig extends Partial<CursorConfig> {
  /**
   * The parameter that starts a walk backwards, and where the reply holds the id of its first item, for lists that take
   * one. Default: the list goes forwards only.
   */
  readonly before?: { readonly param: RequestPlace; readonly cursor: Place };
}

/** The same list walked backwards where the caller starts with a `before` of his own; the walk keeps its direction. */
const bothWays = (forwards: Paging, backwards: Paging, after: string, before: string): Paging => ({
  ...forwards,
  params: [after, before],
  first: (start) => {
    if (start.params[before] === undefined) return forwards.first(start);
    const request = backwards.first(start);
    return { ...request, query: { ...startQuery(start.params, [after]), ...request.query } };
  },
  next: (reply, request) => (before in request.query ? backwards : forwards).next(reply, request),
});

/** What is wrong with one direction: its parameter, or the place of its cursor. */
export const aDirection = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return 'must be { param, cursor }';
  const { param, cursor, ...others } = value as Readonly<Record<string, unknown>>;
  const [other] = Object.keys(others);
  if (other !== undefined) return `takes param and cursor, got ${other}`;
  const wrong = [['param', aParam(param)] as const, ['cursor', aPlace(cursor)] as const].find(
    ([, each]) => each !== undefined,
  );
  return wrong === undefined ? undefined : `has a wrong ${wrong[0]}: it ${String(wrong[1])}`;
};

/**
 * Returns the paging in which the reply names the id of its last item, and the next request asks for what comes after
 * it: `after=<last_id>` while `has_more`. With `before` it also goes backwards, `before=<first_id>`, when the caller
 * starts with a `before`; an `after` given beside it stays as it is on every page.
 *
 * @param config where values are. Defaults: items at `data`, parameter `after`, cursor at `last_id`, flag `has_more`.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * // OpenAI's lists; the id of the last item itself; OpenAI's audit logs, in both directions.
 * lastId();
 * lastId({ cursor: { lastItem: 'id' } });
 * lastId({ before: { param: 'before', cursor: 'first_id' } });
 * const reply = { body: { last_id: 'a2', has_more: true }, items: [], header: () => null, url: '' };
 * console.log(JSON.stringify(lastId().next(reply, { query: {} })));
 * // {"_tag":"Right","right":{"_tag":"Some","value":{"query":{"after":"a2"}}}}
 */
export const lastId = (config: LastIdConfig = {}): Paging => {
  checkConfig('lastId', config, { ...CURSOR_CHECKS, before: optional(aDirection) });
  const { before, ...forth } = config;
  const plan = planOf({ items: 'data', param: 'after', cursor: 'last_id', hasMore: 'has_more' }, forth);
  const forwards = cursorPaging('lastId', plan);
  if (before === undefined) return forwards;
  const { firstCursor: _forwardsOnly, ...places } = plan;
  const [after, back] = [nameOf(plan.param), nameOf(before.param)];
  mustHold('lastId', after !== back, `before.param must differ from param, both are ${after}`);
  const backwards = cursorPaging('lastId', { ...places, ...before });
  return { ...bothWays(forwards, backwards, after, back), ...placesOf(plan.param, before.param) };
};
