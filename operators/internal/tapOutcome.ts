import { tap } from 'rxjs';
import type { MonoTypeOperatorFunction } from 'rxjs';

/** Whoever wants to know how an attempt ended. */
export interface OutcomeObserver {
  /** It completed, or was left after its first value. */
  succeed(): void;
  /** It failed. */
  fail?(error: unknown): void;
  /** It is over, however it ended: told last, also where `succeed` or `fail` has thrown. */
  leave?(): void;
}

/**
 * Returns an operator that tells how an attempt ended. To be made anew for each subscription; attempts may follow one
 * another within it.
 */
export const tapOutcome = <A>(observer: OutcomeObserver): MonoTypeOperatorFunction<A> => {
  let answered = false;
  return tap({
    next: () => {
      answered = true;
    },
    complete: () => observer.succeed(),
    error: (error: unknown) => {
      answered = false;
      observer.fail?.(error);
    },
    unsubscribe: () => {
      if (answered) observer.succeed();
    },
    finalize: () => observer.leave?.(),
  });
};
