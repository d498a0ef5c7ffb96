import { assertInInjectionContext, inject, NgZone } from '@angular/core';
import { Observable, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Returns an operator that subscribes to its source outside of the Angular zone: timers and sockets of the source keep no app
 * from becoming stable, and run no change detection. Unlike `observeOn` it changes where the source runs, not when its values
 * arrive: they arrive outside of the zone. A signal may be set there; anything else comes back with `zone.run`. In an app
 * without zones it does nothing.
 *
 * @param zone the zone; without it the one of the injection context in which the function is called
 * @throws Error where there is neither: call it in a constructor, a field initializer or a factory.
 *
 * @example
 * ```ts no-run
 * class Members {
 *   readonly members = toSignal(pollEvery(() => org.users.list(), { intervalMs: 60_000 }).pipe(outsideZone()));
 * }
 * ```
 */
export const outsideZone = <T>(zone?: NgZone): MonoTypeOperatorFunction<T> => {
  if (zone === undefined) assertInInjectionContext(outsideZone);
  const outside = zone ?? inject(NgZone);
  return (source) =>
    new Observable((subscriber) => outside.runOutsideAngular(() => source.subscribe(subscriber)));
};
