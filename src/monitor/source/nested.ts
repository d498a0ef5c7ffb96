import { defer, map, mergeMap, type Observable } from 'rxjs';
import { checkCap } from '../../../operators/internal/check.js';
import { fanOut } from '../../../operators/fanOut.js';
import { inListOf } from './left-out.js';
import type { ListPage, PagedList } from './pages.js';
import { Together } from './together.js';

/** How lists of lists are read. */
export interface NestedOptions {
  /** Lists at a time. Default 4. */
  readonly concurrency?: number | undefined;
}

/** An item of an inner list, and the item whose list it is: the item itself often does not say it. */
export interface Nested<P, A> {
  /** The item whose list it is in. */
  readonly parent: P;
  /** The item. */
  readonly item: A;
}

/**
 * Returns the items of a list for each item of another one, as one list: the keys of every project. A list that fails leaves the
 * whole partial, and the others in it; a refused credential, a wait that the server asks for and an open circuit end it, since the
 * others would meet them too, and so does a failure of every list.
 *
 * Like `fanOutListing`, for any lists, and with that difference.
 *
 * @param parents the list whose items have lists
 * @param children returns the list of one of them
 * @param options `concurrency`, lists at a time. Default 4.
 * @throws RangeError at the call, where `concurrency` is out of its range
 *
 * @example
 * const feed = snapshot(
 *   nested(
 *     () => acme.list(widgets),
 *     ({ id }) => acme.list(parts, { widget: id }),
 *   ),
 *   { every: 60_000, records: ({ item }, reading) => credentialOf(item, reading) },
 * );
 * console.log(defineSource({ name: 'acme', provider: 'acme', feeds: [feed] }).feeds.map(({ id }) => id)); // [ 'snapshot-1' ]
 */
export const nested = <P, A>(
  parents: () => PagedList<P>,
  children: (parent: P) => PagedList<A>,
  { concurrency = 4 }: NestedOptions = {},
): PagedList<Nested<P, A>> => {
  checkCap('nested', 'concurrency', concurrency);
  return {
    pages: () =>
      defer((): Observable<ListPage<Nested<P, A>>> => {
        const together = new Together();
        const pagesOf = (parent: P): Observable<ListPage<Nested<P, A>>> =>
          together
            .pagesOf(() => children(parent))
            .pipe(
              map((page) => ({
                ...page,
                items: page.items.map((item) => ({ parent, item })),
                invalid: inListOf(page.invalid, parent),
              })),
            );
        return together.closed(
          together.listOfParents(parents).pipe(
            mergeMap((page) => page.items),
            fanOut(pagesOf, {
              concurrency,
              onChildError: ({ error }) => {
                together.failed(error);
              },
            }),
          ),
        );
      }),
  };
};
