import { BehaviorSubject, type Observable, type SchedulerLike } from 'rxjs';
import { slidingWindowLimiter } from '../../../operators/slidingWindowLimiter.js';
import type { Limiter } from '../../../operators/throttleRequests.js';
import type { Source } from '../feed.js';

/** Readings at a time for each budget. */
export const READINGS_AT_A_TIME = 4;

/** What the feeds behind one credential share: places for readings, and the waits that a server asks for. */
export interface Budget {
  readonly places: Limiter;
  /** Time before which no reading starts: a refusal of one feed holds the others of its credential. */
  readonly heldUntil$: Observable<number>;
  hold(until: number): void;
}

const createBudget = (concurrency: number, scheduler: SchedulerLike): Budget => {
  const held = new BehaviorSubject(-Infinity);
  return {
    places: slidingWindowLimiter({ concurrency, scheduler }),
    heldUntil$: held,
    hold: (until) => {
      if (until > held.value) held.next(until);
    },
  };
};

/** Returns the budget of each source; sources that name the same thing share one. */
export const budgetsOf = (
  sources: readonly Source[],
  concurrency: number,
  scheduler: SchedulerLike,
): ReadonlyMap<Source, Budget> => {
  const byKey = new Map<unknown, Budget>();
  const budgets = new Map<Source, Budget>();
  for (const source of sources) {
    const key = source.budget ?? source;
    const budget = byKey.get(key) ?? createBudget(concurrency, scheduler);
    byKey.set(key, budget);
    budgets.set(source, budget);
  }
  return budgets;
};
