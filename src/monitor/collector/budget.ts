import { BehaviorSubject, type Observable, type SchedulerLike } from 'rxjs';
import { slidingWindowLimiter } from '../../../operators/slidingWindowLimiter.js';
import type { Limiter } from '../../../operators/throttleRequests.js';
import type { Source } from '../feed.js';

/** Readings at a time for each budget. */
export const READINGS_AT_A_TIME = 4;

/** What the feeds behind one credential share: places for readings, and the waits that a server asks for. */
export interface Budget {
  readonly places: Limiter;
  /** Emits now, and each time that a wait begins. */
  readonly holds$: Observable<unknown>;
  /** Time before which no reading starts: a refusal of one feed holds the others of its credential. */
  heldUntil(): number;
  /** A wait of so many milliseconds begins. */
  hold(ms: number): void;
}

/** The last wait that a server asked for. */
class Hold {
  #from = -Infinity;
  #ms = 0;
  readonly #begins = new BehaviorSubject<undefined>(undefined);
  readonly begins$ = this.#begins.asObservable();

  constructor(private readonly scheduler: SchedulerLike) {}

  until(): number {
    // A clock that was set back makes no wait longer.
    this.#from = Math.min(this.#from, this.scheduler.now());
    return this.#from + this.#ms;
  }

  begin(ms: number): void {
    const now = this.scheduler.now();
    if (now + ms <= this.until()) return;
    this.#from = now;
    this.#ms = ms;
    this.#begins.next(undefined);
  }
}

const createBudget = (concurrency: number, scheduler: SchedulerLike): Budget => {
  const hold = new Hold(scheduler);
  return {
    places: slidingWindowLimiter({ concurrency, scheduler }),
    holds$: hold.begins$,
    heldUntil: () => hold.until(),
    hold: (ms) => {
      hold.begin(ms);
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
