import { option as O } from 'fp-ts';
import { BehaviorSubject, combineLatest, map, type Observable } from 'rxjs';
import type { LimitWindow } from '../../operators/slidingWindowLimiter.js';
import type { LimiterState } from '../../operators/throttleRequests.js';
import {
  cautiousLimiter,
  type CautiousLimiterConfig,
  type Learning,
  type ObservantLimiter,
} from './cautious-limiter.js';
import {
  effectiveWindows,
  mergeWindow,
  readLimits,
  refusalHold,
  type LearnedWindow,
  type LimitHeaders,
} from './learned-limits.js';

/** That of `slidingWindowLimiter`, and how it learns. */
export interface AdaptiveLimiterConfig extends CautiousLimiterConfig {
  /** Where the vendor's replies name their limits. Default: nowhere, so that no window is learned. */
  readonly limitHeaders?: LimitHeaders | undefined;
}

/** What an adaptive limiter is doing. Plain data, safe to show and to send. */
export interface AdaptiveState extends LimiterState {
  /** The windows that were learned from replies; those in `windows` are what is kept. */
  readonly learned: readonly LearnedWindow[];
}

/** A `Limiter` that learns from the responses it is shown. */
export interface AdaptiveLimiter extends ObservantLimiter {
  readonly state$: Observable<AdaptiveState>;
}

/** Learns from the headers of a vendor: how long a refusal holds, and windows beside the configured ones. */
const learningFrom = (
  names: LimitHeaders,
  configured: readonly LimitWindow[],
  learned: BehaviorSubject<readonly LearnedWindow[]>,
  maxHoldMs: number,
): Learning => ({
  holdOf: ({ header, nowMs }) => refusalHold(header, readLimits(header, names, nowMs), nowMs),
  windowsAfter: ({ header, nowMs }) => {
    const { window } = readLimits(header, names, nowMs);
    const all = O.isSome(window) ? mergeWindow(learned.value, window.value) : learned.value;
    if (all !== learned.value) learned.next(all);
    // Asked again: a reader of the state may have shown another response in between.
    return effectiveWindows(configured, learned.value, maxHoldMs);
  },
});

/**
 * Returns a `slidingWindowLimiter` that learns from the responses it is shown. Pass it to `throttleRequests`, and
 * each response to `observe`.
 *
 * - **Windows** that replies name are kept beside the configured ones, from then on and for what was sent before. They
 *   tighten a configured window, never loosen it; a later word tightens or loosens an earlier one. A late reply of an
 *   older window changes nothing.
 * - **A 429** holds all requests for the server's wait, or else until the reset that it announces, unless that is longer
 *   than `maxHoldMs`. Nothing left on a reply that was granted holds nobody.
 * - **Concurrency** is halved by a 429 and rises by one after every 10 successes in a row: more requests at once would
 *   only be refused more often.
 *
 * - **No announced limit parks anybody**: a request that would wait longer than `maxHoldMs` for a place in a learned window
 *   fails with a `WaitTooLongError`, which a client makes a `RateLimitError` of.
 *
 * All laws of `slidingWindowLimiter` hold. A learned window refuses waiting requests of a weight above its limit.
 *
 * @param config - that of `slidingWindowLimiter`, and `limitHeaders`, `successes`, `maxHoldMs`
 * @throws RangeError for numbers out of range
 *
 * @example
 * const limiter = adaptiveLimiter({ limitHeaders: { window: 'x-ratelimit-window', limit: 'x-ratelimit-limit' } });
 * const headers = new Headers({ 'x-ratelimit-window': '30s', 'x-ratelimit-limit': '600' });
 * limiter.observe({ status: 200, header: (name) => headers.get(name), nowMs: 0 });
 * limiter.state$.subscribe(({ windows }) => console.log(windows));
 * // [ { limit: 600, perMs: 30000, used: 0 } ]
 */
export const adaptiveLimiter = (config: AdaptiveLimiterConfig = {}): AdaptiveLimiter => {
  const { windows = [], limitHeaders = {}, maxHoldMs = 60_000 } = config;
  const learned = new BehaviorSubject<readonly LearnedWindow[]>([]);
  const limiter = cautiousLimiter(config, learningFrom(limitHeaders, [...windows], learned, maxHoldMs));
  const state$ = combineLatest([limiter.state$, learned]).pipe(
    map(([state, all]) => ({ ...state, learned: all })),
  );
  return { ...limiter, state$ };
};
