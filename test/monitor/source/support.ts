import { concat, from, lastValueFrom, throwError, toArray, type Observable } from 'rxjs';
import type { ListPage, PagedList } from '../../../src/monitor/source/pages.js';

const END = {
  complete: { _tag: 'Some', value: 'complete' },
  partial: { _tag: 'Some', value: 'partial' },
} as const;

/** A list with some pages, whole unless said. */
export const listOf = <A>(
  pages: readonly (readonly A[])[],
  { end = 'complete', leftOut = 0 }: { readonly end?: keyof typeof END; readonly leftOut?: number } = {},
): PagedList<A> => ({
  pages: () =>
    from(
      pages.map((items, at): ListPage<A> =>
        at < pages.length - 1 ? { items } : { items, leftOut, end: END[end] },
      ),
    ),
});

/** A list that fails behind some pages. */
export const failing = <A>(error: unknown, pages: readonly (readonly A[])[] = []): PagedList<A> => ({
  pages: () =>
    concat(
      from(pages.map((items): ListPage<A> => ({ items }))),
      throwError(() => error),
    ),
});

/** What came out of a list: its items, how it ended, and what it left out. */
export const walked = async <A>(list: PagedList<A>) => {
  const pages = await lastValueFrom(from(list.pages() as Observable<ListPage<A>>).pipe(toArray()));
  const last = pages.at(-1);
  return {
    items: pages.flatMap(({ items }) => items),
    end: last?.end?._tag === 'Some' ? last.end.value : undefined,
    leftOut: last?.leftOut ?? 0,
    failure: last?.failure,
  };
};

/** What a list failed with. */
export const failureOf = async (list: PagedList<unknown>): Promise<unknown> =>
  walked(list).then(
    () => undefined,
    (error: unknown) => error,
  );
