import { catchError, concat, defer, EMPTY, from, map, of, tap, throwError, type Observable } from 'rxjs';
import { concernsAll } from './fault.js';
import type { ListPage, PagedList } from './pages.js';

/** Several lists that are read as one: what they left out, which of them failed, and how it all ended. */
export class Together {
  #leftOut = 0;
  #partial = false;
  #whole = 0;
  #failures = 0;
  #failure: unknown;

  /** The pages of one of the lists. */
  pagesOf<A>(list: () => PagedList<A>): Observable<ListPage<A>> {
    return this.listOfParents(list).pipe(
      tap({
        complete: () => {
          this.#whole += 1;
        },
      }),
    );
  }

  /** The pages of the list that says which lists there are: what it lacks they lack, too. */
  listOfParents<A>(list: () => PagedList<A>): Observable<ListPage<A>> {
    return defer(() => {
      let leftOut = 0;
      return from(list().pages()).pipe(
        map((page): ListPage<A> => {
          const before = leftOut;
          leftOut = page.leftOut ?? leftOut + (page.invalid?.length ?? 0);
          this.#leftOut += leftOut - before;
          if (page.end?._tag === 'Some' && page.end.value !== 'complete') this.#partial = true;
          this.#failure ??= page.failure;
          const invalid = page.invalid === undefined ? {} : { invalid: page.invalid };
          return { items: page.items, leftOut: this.#leftOut, ...invalid };
        }),
      );
    });
  }

  /** A list failed: the others go on, unless the failure is theirs as well. */
  readonly failed = (error: unknown): void => {
    if (concernsAll(error)) throw error;
    this.#partial = true;
    this.#failures += 1;
    this.#failure ??= error;
  };

  /** The pages of one of the lists; its failure does not end the others. */
  passing<A>(pages: Observable<ListPage<A>>): Observable<ListPage<A>> {
    return pages.pipe(
      catchError((error: unknown) => {
        this.failed(error);
        return EMPTY;
      }),
    );
  }

  /** The page behind those of all lists. Where each of them failed, that is a failure of the whole. */
  closed<A>(pages: Observable<ListPage<A>>): Observable<ListPage<A>> {
    return concat(
      pages,
      defer((): Observable<ListPage<A>> => {
        if (this.#failures > 0 && this.#whole === 0) return throwError(() => this.#failure);
        const value = this.#partial || this.#leftOut > 0 ? 'partial' : 'complete';
        const failure = this.#failure === undefined ? {} : { failure: this.#failure };
        return of({ items: [], leftOut: this.#leftOut, end: { _tag: 'Some', value }, ...failure });
      }),
    );
  }
}
