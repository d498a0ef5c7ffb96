import { tap } from 'rxjs';
import type { MonoTypeOperatorFunction } from 'rxjs';

/**
 * Returns an operator that tells how an attempt ended: `succeed` that it completed, or was left after its first value,
 * `fail` that it failed, `leave`, last, that it is over. To be made anew for each subscription; attempts may follow one
 * another within it.
 */
export const tapSuccess = <A>(
  succeed: () => void,
  fail?: (error: unknown) => void,
  leave: () => void = () => undefined,
): MonoTypeOperatorFunction<A> => {
  let answered = false;
  return tap({
    next: () => {
      answered = true;
    },
    complete: succeed,
    error: (error: unknown) => {
      answered = false;
      fail?.(error);
    },
    unsubscribe: () => {
      if (answered) succeed();
    },
    finalize: leave,
  });
};
