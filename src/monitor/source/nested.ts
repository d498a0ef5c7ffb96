import { defer, mergeMap, type Observable } from 'rxjs';
import { fanOut } from '../../../operators/fanOut.js';
import type { ListPage, PagedList } from './pages.js';
import { Together } from './together.js';

/** How lists of lists are read. */
export interface NestedOptions {
  /** Lists at a time. Default 4. */
  readonly concurrency?: number | undefined;
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
 *
 * @example
 * snapshot(nested(() => api.projects.list(), ({ id }) => api.keys.list({ project: id })), { every: 60_000, records: keyOf });
 */
export const nested = <P, A>(
  parents: () => PagedList<P>,
  children: (parent: P) => PagedList<A>,
  { concurrency = 4 }: NestedOptions = {},
): PagedList<A> => ({
  pages: () =>
    defer((): Observable<ListPage<A>> => {
      const together = new Together();
      return together.closed(
        together.listOfParents(parents).pipe(
          mergeMap((page) => page.items),
          fanOut((parent: P) => together.pagesOf(() => children(parent)), {
            concurrency,
            onChildError: ({ error }) => {
              together.failed(error);
            },
          }),
        ),
      );
    }),
});
