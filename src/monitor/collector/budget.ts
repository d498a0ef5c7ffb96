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

/** Returns a function to the budget of a source; sources that name the same thing share one. */
export const budgets = (concurrency: number, scheduler: SchedulerLike): ((source: Source) => Budget) => {
  // A budget is forgotten with the client that names it: accounts come and go.
  const byClient = new WeakMap<object, Budget>();
  const byName = new Map<unknown, Budget>();
  return (source) => {
    const key = source.budget ?? source;
    const known = typeof key === 'object' ? byClient.get(key) : byName.get(key);
    if (known !== undefined) return known;
    const budget = createBudget(concurrency, scheduler);
    if (typeof key === 'object') byClient.set(key, budget);
    else byName.set(key, budget);
    return budget;
  };
};
