import { either as E, option as O } from 'fp-ts';
import { countAt, flagAt, sizeQuery, startQuery } from './place.js';
import type { PageReply, PageRequest, Paging, Place } from './types.js';

/** A list that is read from a row number on. */
export interface OffsetConfig {
  /** Where the items stand in the body. Default `data`. */
  readonly items?: string;
  /** Query parameter of the first row. Default `offset`. */
  readonly param?: string;
  /** Row number of the first item. Default 0. */
  readonly base?: number;
  /**
   * Query parameter of the page size: a page shorter than what was asked for ends the walk. Only right where the server
   * refuses sizes that are too large instead of cutting them. Default: only an empty page ends the walk.
   */
  readonly shortPageEnds?: string;
  /** Flag that says whether there is more. */
  readonly hasMore?: Place;
  /** Announced number of items: a hint how far to look ahead, that never ends the walk. */
  readonly total?: Place;
}

const isLast = (
  reply: PageReply,
  request: PageRequest,
  { shortPageEnds, hasMore }: OffsetConfig,
): boolean => {
  const more = flagAt(reply, hasMore);
  if (O.isSome(more) && !more.value) return true;
  if (reply.items.length === 0) return true;
  const asked = shortPageEnds === undefined ? undefined : request.query[shortPageEnds];
  return asked !== undefined && reply.items.length < Number(asked);
};

/**
 * Returns the paging by row numbers: `offset=0`, `offset=50` … It moves on by the rows that came, not by those asked
 * for. Rows that come or go during the walk shift the pages: prefer a cursor where the vendor has one.
 *
 * @param config where things stand, see {@link OffsetConfig}.
 */
export const offset = (config: OffsetConfig = {}): Paging => {
  const { items = 'data', param = 'offset', base = 0, total } = config;
  const from = (request: PageRequest): number => Number(request.query[param] ?? base);
  const at = (request: PageRequest, row: number): PageRequest => ({
    query: { ...request.query, [param]: String(row) },
  });
  return {
    family: 'offset',
    items,
    shifts: true,
    params: [param],
    first: ({ params, size }) => ({
      query: { [param]: String(base), ...startQuery(params, [param]), ...sizeQuery(size) },
    }),
    next: (reply, request) =>
      E.right(
        isLast(reply, request, config) ? O.none : O.some(at(request, from(request) + reply.items.length)),
      ),
    *ahead(reply, request) {
      const count = countAt(reply, total);
      const step = reply.items.length;
      if (O.isNone(count) || step === 0) return;
      for (let row = from(request) + 2 * step; row < base + count.value; row += step) yield at(request, row);
    },
    total: (reply) => countAt(reply, total),
  };
};
