import { take, type Observable } from 'rxjs';

/** Returns what a stream emits at once when it is subscribed to; undefined where it emits nothing, or fails. */
export const presentOf = <A>(values$: Observable<A>): A | undefined => {
  let present: { readonly value: A } | undefined;
  values$
    .pipe(take(1))
    .subscribe({ next: (value) => (present ??= { value }), error: () => undefined })
    .unsubscribe();
  return present?.value;
};
