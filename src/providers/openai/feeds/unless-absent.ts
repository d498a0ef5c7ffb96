import { catchError, from, of, throwError } from 'rxjs';
import type { ListPage, PagedList } from '../../../monitor/source/index.js';
import { HttpError } from '../../../http/errors.js';

const NOTHING = { items: [], end: { _tag: 'Some', value: 'complete' } } as const;

/** Returns a list that is empty where the server knows nothing under its address: a limit that nobody set. */
export const unlessAbsent = <A>(list: PagedList<A>): PagedList<A> => ({
  pages: () =>
    from(list.pages()).pipe(
      catchError((error: unknown) => {
        const isAbsent = error instanceof HttpError && error.status === 404;
        return isAbsent ? of<ListPage<A>>(NOTHING) : throwError(() => error);
      }),
    ),
});
