import type { Observable } from 'rxjs';

/** How a consumer pulls: `expandPages` then never asks for more than it is allowed to. */
export interface Pull {
  /** Pages that may be asked for ahead of the consumer. Default 1. */
  readonly prefetch?: number;
  /** Says, by one value each, that the consumer has taken one more page. Its error ends the walk, its end does not. */
  readonly consumed: Observable<unknown>;
}

/** Counts the pages that were requested and not yet consumed. */
export interface Demand {
  /** Returns whether one more page may be requested now. */
  allows(): boolean;
  /** Notes one request. */
  requested(): void;
  /** Notes that a page was consumed, or that its request was dropped and nobody ever will. */
  settled(): void;
}

/** Returns the demand of one subscription for at most so many pages at a time; `Infinity` when nobody pulls. */
export const createDemand = (most: number): Demand => {
  let outstanding = 0;
  return {
    allows: () => outstanding < most,
    requested: () => {
      outstanding += 1;
    },
    settled: () => {
      outstanding -= 1;
    },
  };
};
