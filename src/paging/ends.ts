import { either as E, option as O } from 'fp-ts';
import type { ItemsPlace, PageRequest, PageStart, Paging, Place } from './types.js';

/** What every family of several pages takes. */
export interface CommonConfig {
  /** Where the items are in the body. */
  readonly items?: ItemsPlace;
  /** Where the reply announces how many items there are in all: a hint, unless `totalEnds` is set. */
  readonly total?: Place;
  /**
   * The walk ends when as many rows have come as `total` announces: for servers that answer a page past the end with an error. Rows
   * behind a total that is too low are lost. A walk that starts in the middle is ended so only where the position says how many
   * rows came before it. Default false.
   */
  readonly totalEnds?: boolean;
  /**
   * A page shorter than what was asked for ends the walk, unless a flag says that there is more. Only right where the server
   * refuses sizes that are too large instead of cutting them. Default false.
   */
  readonly shortEnds?: boolean;
  /** `empty` takes null where the items belong for an empty list, as some servers in Go write it. Default: it is an error. */
  readonly nullItems?: 'empty';
}

/** How many rows come before the first page of a walk; undefined where that is not known. */
export type RowsBefore = (start: PageStart, first: PageRequest) => number | undefined;

/** Rows are known from the start of a list only, where a caller gives a cursor they are not. */
export const fromTheStart =
  (...params: readonly string[]): RowsBefore =>
  ({ params: given }) =>
    params.some((name) => given[name] !== undefined) ? undefined : 0;

/** The same paging, ended by the announced total. */
const endingAtTotal = (paging: Paging, rowsBefore: RowsBefore): Paging => ({
  ...paging,
  first: (start) => {
    const request = paging.first(start);
    const rows = rowsBefore(start, request);
    return rows === undefined ? request : { ...request, rows };
  },
  next: (reply, request) => {
    if (request.rows === undefined) return paging.next(reply, request);
    const rows = request.rows + reply.items.length;
    const total = paging.total?.(reply) ?? O.none;
    if (O.isSome(total) && rows >= total.value) return E.right(O.none);
    return E.map(O.map((next: PageRequest) => ({ ...next, rows })))(paging.next(reply, request));
  },
});

/** The same paging with the ways to end that all families share. */
export const withEnds = (
  paging: Paging,
  { totalEnds = false, nullItems }: CommonConfig,
  rowsBefore: RowsBefore,
): Paging => {
  const base = nullItems === undefined ? paging : { ...paging, nullItems };
  return totalEnds ? endingAtTotal(base, rowsBefore) : base;
};
