import { from } from 'rxjs';
import { dedupeBy, type KeyWindow } from '../../operators/dedupeBy.js';

/** Returns the items of one page without those that the window remembers, and remembers them all. */
export const freshItems = <A>(
  items: readonly A[],
  key: (item: A) => string | number,
  window: KeyWindow,
): readonly A[] => {
  const fresh: A[] = [];
  let failure: { readonly error: unknown } | undefined;
  // A list is read synchronously: all has happened when `subscribe` returns.
  from(items)
    .pipe(dedupeBy(key, { window }))
    .subscribe({
      next: (item) => fresh.push(item),
      error: (error: unknown) => {
        failure = { error };
      },
    });
  if (failure !== undefined) throw failure.error;
  return fresh;
};
