import { defer, from, map, takeWhile, type Observable } from 'rxjs';
import type { ListPage, PagedList } from './pages.js';

interface Cut<A> {
  readonly page: ListPage<A>;
  readonly isLast: boolean;
}

/**
 * Returns a list that is newest first as far as a time: it is not walked on when an older item has come. What lies within the range
 * is then complete. An item without a time is kept.
 *
 * @param list is newest first
 * @param start items before it are left away
 * @param timeOf when an item happened
 *
 * @example
 * const logs = events(({ from }) => downTo(org.users.list(), from, (user) => user.added_at), {
 *   every: 30_000,
 *   spanMs: 60_000,
 *   records: () => [],
 * });
 * console.log(logs.kind); // events
 */
export const downTo = <A>(
  list: PagedList<A>,
  start: Date,
  timeOf: (item: A) => Date | null | undefined,
): PagedList<A> => ({
  pages: () =>
    defer((): Observable<ListPage<A>> => {
      const isOld = (item: A): boolean => {
        const time = timeOf(item);
        return time != null && time < start;
      };
      return from(list.pages()).pipe(
        map((page): Cut<A> => {
          const items = page.items.filter((item) => !isOld(item));
          if (items.length === page.items.length) return { page, isLast: false };
          const value = (page.leftOut ?? 0) > 0 ? 'partial' : 'complete';
          return { page: { ...page, items, end: { _tag: 'Some', value } }, isLast: true };
        }),
        takeWhile(({ isLast }) => !isLast, true),
        map(({ page }) => page),
      );
    }),
});
