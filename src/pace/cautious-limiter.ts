import { option as O } from 'fp-ts';
import { checkCount, refuse } from '../../operators/internal/check.js';
import { presentOf } from '../../operators/internal/present.js';
import {
  slidingWindowLimiter,
  type LimitWindow,
  type SlidingWindowLimiterConfig,
} from '../../operators/slidingWindowLimiter.js';
import type { Limiter } from '../../operators/throttleRequests.js';
import { fullConcurrency, nextConcurrency, type ObservedResponse } from './concurrency.js';
import { serverWait } from './waits.js';

/** That of {@link slidingWindowLimiter}, and how it takes a refusal. */
export interface CautiousLimiterConfig extends SlidingWindowLimiterConfig {
  /** Successes in a row after which one more request may run at once. Default 10. */
  readonly successes?: number | undefined;
  /**
   * The longest wait that a server may impose, in milliseconds: a longer one after a refusal holds nobody, it is left to the
   * caller to fail. Default 60,000.
   */
  readonly maxHoldMs?: number | undefined;
}

/** A {@link Limiter} that is shown the responses. */
export interface ObservantLimiter extends Limiter {
  /** Takes one response into account, at best while its lease is still held. Never throws, whatever the headers hold. */
  observe(response: ObservedResponse): void;
}

/** What a limiter learns from the headers of a response. */
export interface Learning {
  /** Returns how long a refusal (429) holds all requests, in milliseconds. */
  holdOf(refusal: ObservedResponse): O.Option<number>;
  /** Returns the windows to keep after a response. */
  windowsAfter(response: ObservedResponse): readonly LimitWindow[];
}

const check = (successes: number, maxHoldMs: number): void => {
  checkCount('cautiousLimiter', 'successes', successes);
  if (!(maxHoldMs >= 0)) refuse('cautiousLimiter', 'maxHoldMs', 'at least 0', maxHoldMs);
};

const sameWindows = (a: readonly LimitWindow[], b: readonly LimitWindow[]): boolean =>
  a.length === b.length &&
  a.every(
    ({ limit, perMs, maxWaitMs }, index) =>
      limit === b[index]?.limit && perMs === b[index].perMs && maxWaitMs === b[index].maxWaitMs,
  );

/** A limiter emits its state at once. */
const runningOf = ({ state$ }: Limiter): number => presentOf(state$)?.running ?? 0;

/**
 * Returns a {@link slidingWindowLimiter} that takes refusals into account: a 429 halves what may run at once, see
 * {@link nextConcurrency}, and holds all requests for the server's wait, unless that is longer than `maxHoldMs`.
 *
 * @param learning what else it learns from responses. Default: nothing, the windows stay as they were configured.
 * @throws RangeError for numbers out of range
 */
export const cautiousLimiter = (
  config: CautiousLimiterConfig = {},
  learning?: Learning,
): ObservantLimiter => {
  const { windows = [], concurrency: most = Infinity, successes = 10, maxHoldMs = 60_000 } = config;
  check(successes, maxHoldMs);
  const inner = slidingWindowLimiter(config);
  let concurrency = fullConcurrency(most);
  // A copy: the array is the caller's, who may change it.
  let applied: readonly LimitWindow[] = [...windows];

  const hold = (refusal: ObservedResponse): void => {
    const asked = learning?.holdOf(refusal) ?? O.fromNullable(serverWait(refusal.header, refusal.nowMs));
    const ms = O.getOrElse(() => 0)(asked);
    if (ms <= maxHoldMs && ms < Infinity) inner.hold(Math.ceil(ms));
  };

  return {
    admit: (weight) => inner.admit(weight),
    hold: (ms) => {
      inner.hold(ms);
    },
    state$: inner.state$,
    observe: (response) => {
      const { cap } = concurrency;
      const isRefusal = response.status === 429;
      // What runs matters to a cut alone, and to ask for it costs more than all the rest.
      const running = isRefusal ? runningOf(inner) : 0;
      concurrency = nextConcurrency(concurrency, response, running, successes);
      // The hold comes first, or a looser window would let requests through before it.
      if (isRefusal) hold(response);
      const kept = learning?.windowsAfter(response) ?? applied;
      if (concurrency.cap !== cap || !sameWindows(kept, applied)) {
        applied = kept;
        inner.adapt({ windows: kept, concurrency: concurrency.cap });
      }
    },
  };
};
