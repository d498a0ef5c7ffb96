import { checkAmount } from './internal/check.js';

/** What made a retry necessary: a failure that was answered, or an attempt that ran out of time. */
export type RetryKind = 'error' | 'timeout';

/** Sizes of a retry budget, in tokens. */
export interface RetryBudgetConfig {
  /** Tokens in a full budget, and at the start. Default 500. */
  readonly capacity?: number | undefined;
  /** Price of a retry after an error. Default 5. */
  readonly retryCost?: number | undefined;
  /** Price of a retry after a timeout, which ties up the server for longer. Default 10. */
  readonly timeoutCost?: number | undefined;
  /** Tokens that a success at the first try gives back. Default 1. */
  readonly refund?: number | undefined;
}

/** A purse of retries, shared by all that call the same service. */
export interface RetryBudget {
  /** Pays for one retry; `false`, and nothing paid, when there are too few tokens left. */
  tryTake(kind: RetryKind): boolean;
  /** Notes a success: at the first try, or, with a kind, at a retry that was paid for as that kind. */
  giveBack(kind?: RetryKind): void;
  /** Tokens left. */
  readonly available: number;
}

/**
 * Returns a token bucket that pays for retries, so that an outage of a service is not multiplied by those who call it:
 * once it is empty, errors are passed on at once until successes have filled it again.
 *
 * A retry costs 5 tokens of 500, after a timeout 10; a success at the first try gives back 1, a success at a retry what
 * that retry had cost. These are the numbers of the AWS SDKs:
 * https://github.com/aws/aws-sdk-js-v3/pull/1258
 *
 * Time alone does not fill it. Share one budget among all that call the same service.
 *
 * @param config - all in tokens, all optional, see {@link RetryBudgetConfig}
 * @throws RangeError when a number is not finite or below 0
 *
 * @example
 * const budget = retryBudget({ capacity: 10 });
 * console.log(budget.tryTake('error'), budget.tryTake('timeout'), budget.available); // true false 5
 */
export function retryBudget(config: RetryBudgetConfig = {}): RetryBudget {
  const { capacity = 500, retryCost = 5, timeoutCost = 10, refund = 1 } = config;
  for (const [name, value] of Object.entries({ capacity, retryCost, timeoutCost, refund })) {
    checkAmount('retryBudget', name, value);
  }
  const cost = { error: retryCost, timeout: timeoutCost };
  let available = capacity;
  return {
    tryTake(kind) {
      const pays = available >= cost[kind];
      if (pays) available -= cost[kind];
      return pays;
    },
    giveBack(kind) {
      available = Math.min(capacity, available + (kind === undefined ? refund : cost[kind]));
    },
    get available() {
      return available;
    },
  };
}
