import { either as E, option as O } from 'fp-ts';
import {
  anInteger,
  aParam,
  aPlace,
  asNumber,
  checkConfig,
  COMMON,
  given,
  nameOf,
  optional,
  placesOf,
} from './config.js';
import { withEnds, type CommonConfig } from './ends.js';
import { countAt, END, flagAt, isShort, missing, shownPlace, sizeQuery, startQuery } from './place.js';
import type { NextPage, PageReply, PageRequest, Paging, Place, RequestPlace } from './types.js';

/** A list that is read from a row number on. */
export interface OffsetConfig extends CommonConfig {
  /** Where the number of the first row goes. Default: the query parameter `offset`. */
  readonly param?: RequestPlace;
  /** Row number of the first item. Default 0. */
  readonly base?: number;
  /** Flag that says whether there is more. */
  readonly hasMore?: Place | undefined;
}

/** The end, or undefined where the walk goes on behind the rows that came. */
const endOf = (reply: PageReply, { hasMore, shortEnds }: OffsetConfig): NextPage | undefined => {
  const more = flagAt(reply, hasMore);
  if (O.isSome(more) && !more.value) return END;
  if (reply.items.length > 0) {
    return O.isNone(more) && shortEnds === true && isShort(reply) ? END : undefined;
  }
  return O.isSome(more) && hasMore !== undefined
    ? missing(
        `the server says that there is more (${shownPlace(hasMore)}), but sends no rows to continue from`,
      )
    : END;
};

/**
 * Returns the paging by row numbers: `offset=0`, `offset=50` … It moves on by the rows that came, not by those asked
 * for, and ends at an empty page. Rows that come or go during the walk shift the pages: prefer a cursor where the vendor has one.
 *
 * @param config where values are, see {@link OffsetConfig}. Items are at `data` unless said.
 * @throws ConfigError for a member that is wrong or not known.
 *
 * @example
 * // SCIM (RFC 7644): rows are counted from 1, and the announced total ends the walk.
 * const scim = offset({ items: 'Resources', param: 'startIndex', base: 1, total: 'totalResults', totalEnds: true });
 * console.log(scim.first({ params: {}, size: O.some({ param: 'count', value: 100 }) })); // { query: { startIndex: '1', count: '100' }, rows: 0 }
 */
export const offset = (config: OffsetConfig = {}): Paging => {
  checkConfig('offset', config, {
    ...COMMON,
    param: optional(aParam),
    base: optional(anInteger(0)),
    hasMore: optional(aPlace),
  });
  const { items = 'data', param = 'offset', base = 0, total, ...ends } = given(config);
  const name = nameOf(param);
  const from = (request: PageRequest): number => Number(request.query[name] ?? base);
  const at = (request: PageRequest, row: number): PageRequest => ({
    query: { ...request.query, [name]: String(row) },
  });
  const paging: Paging = {
    family: 'offset',
    items,
    shifts: true,
    resizable: true,
    params: [name],
    ...placesOf(asNumber(param)),
    first: ({ params, size }) => ({
      query: { [name]: String(base), ...startQuery(params, [name]), ...sizeQuery(size) },
    }),
    next: (reply, request) =>
      endOf(reply, ends) ?? E.right(O.some(at(request, from(request) + reply.items.length))),
    *ahead(reply, request) {
      const count = countAt(reply, total);
      const step = reply.items.length;
      if (O.isNone(count) || step === 0) return;
      for (let row = from(request) + 2 * step; row < base + count.value; row += step) yield at(request, row);
    },
    total: (reply) => countAt(reply, total),
  };
  return withEnds(paging, ends, (_start, first) => from(first) - base);
};
