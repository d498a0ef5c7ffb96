import { option as O } from 'fp-ts';
import { BehaviorSubject, combineLatest, map, take, type Observable } from 'rxjs';
import {
  slidingWindowLimiter,
  type LimitWindow,
  type SlidingWindowLimiterConfig,
} from '../../operators/slidingWindowLimiter.js';
import type { Limiter, LimiterState } from '../../operators/throttleRequests.js';
import {
  effectiveWindows,
  mergeWindow,
  readLimits,
  refusalHold,
  type LearnedWindow,
  type LimitHeaders,
  type LimitReading,
} from './learned-limits.js';
import type { HeaderOf } from './waits.js';

/** That of {@link slidingWindowLimiter}, and how it learns. */
export interface AdaptiveLimiterConfig extends SlidingWindowLimiterConfig {
  /** Where the vendor's replies tell their limits. Default: nowhere, so that no window is learned. */
  readonly limitHeaders?: LimitHeaders | undefined;
  /** Successes in a row after which one more request may run at once. Default 10. */
  readonly successes?: number | undefined;
  /** A longer wait after a refusal holds nobody: it is left to the caller to fail. In milliseconds, default 60,000. */
  readonly maxHoldMs?: number | undefined;
}

/** A response, as far as it tells about limits. */
export interface ObservedResponse {
  readonly status: number;
  readonly header: HeaderOf;
  /** The time of the response, in Unix milliseconds on the clock of the client's scheduler. */
  readonly nowMs: number;
  /** When its request was sent, on the same clock. Absent: after the last cut. */
  readonly sentAtMs?: number | undefined;
}

/** What an adaptive limiter is doing. Plain data, safe to show and to send. */
export interface AdaptiveState extends LimiterState {
  /** The windows that were learned from replies; those in `windows` are what is kept. */
  readonly learned: readonly LearnedWindow[];
}

/** A {@link Limiter} that learns from the responses it is shown. */
export interface AdaptiveLimiter extends Limiter {
  readonly state$: Observable<AdaptiveState>;
  /** Takes one response into account, at best while its lease is still held. Never throws, whatever the headers hold. */
  observe(response: ObservedResponse): void;
}

/** How many may run at once, and the way back after a cut. */
export interface Concurrency {
  /** The cap now; `Infinity` where there is none. */
  readonly cap: number;
  /** The cap without any refusal. */
  readonly configured: number;
  /** Where a cut cap is back where it stood. */
  readonly ceiling: number;
  /** Successes in a row since the last change. */
  readonly streak: number;
  /** When it was cut last. */
  readonly cutAtMs: number;
}

/** A cap that was never cut. */
export const fullConcurrency = (configured: number): Concurrency => ({
  cap: configured,
  configured,
  ceiling: configured,
  streak: 0,
  cutAtMs: -Infinity,
});

const cut = (now: Concurrency, running: number, nowMs: number): Concurrency => {
  const uncapped = now.cap === Infinity;
  const stood = uncapped ? Math.max(1, running) : now.cap;
  return {
    ...now,
    cap: Math.max(1, Math.floor(stood / 2)),
    ceiling: uncapped ? stood : now.ceiling,
    streak: 0,
    cutAtMs: nowMs,
  };
};

/** A burst that was refused together is one piece of news, not as many as it had requests. */
const isOldNews = (now: Concurrency, { nowMs, sentAtMs = Infinity }: ObservedResponse): boolean =>
  sentAtMs <= now.cutAtMs && nowMs >= now.cutAtMs;

const grow = (now: Concurrency, successes: number): Concurrency => {
  if (now.cap >= now.configured) return now;
  if (now.streak + 1 < successes) return { ...now, streak: now.streak + 1 };
  const next = now.cap + 1;
  return { ...now, cap: next >= now.ceiling ? now.configured : next, streak: 0 };
};

/**
 * Returns the concurrency after a response. A 429 halves it (to at least 1; from what is running where there was no
 * cap), but not for a request that was sent before the last cut. After so many successes (2xx and 3xx) in a row it
 * rises by one, until it is back where it stood. Any other status breaks the row.
 */
export const nextConcurrency = (
  now: Concurrency,
  response: ObservedResponse,
  running: number,
  successes: number,
): Concurrency => {
  const { status, nowMs } = response;
  if (status === 429 && !isOldNews(now, response)) return cut(now, running, nowMs);
  if (status >= 200 && status < 400) return grow(now, successes);
  return now.streak === 0 ? now : { ...now, streak: 0 };
};

const sameWindows = (a: readonly LimitWindow[], b: readonly LimitWindow[]): boolean =>
  a.length === b.length &&
  a.every(({ limit, perMs }, index) => limit === b[index]?.limit && perMs === b[index].perMs);

/**
 * Returns a {@link slidingWindowLimiter} that learns from the responses it is shown. Pass it to `throttleRequests`, and
 * each response to `observe`.
 *
 * - **Windows** that replies tell are kept beside the configured ones, from then on and for what was sent before. They
 *   tighten a configured window, never loosen it; a later word tightens or loosens an earlier one. A late reply of an
 *   older window changes nothing.
 * - **A 429** holds all requests for the server's wait, or else until the reset that it tells, unless that is longer
 *   than `maxHoldMs`. Nothing left on a reply that was granted holds nobody.
 * - **Concurrency** is halved by a 429 and rises by one after every 10 successes in a row, see {@link nextConcurrency}:
 *   more requests at once would only be refused more often.
 *
 * All laws of `slidingWindowLimiter` hold. A learned window refuses waiting requests of a weight above its limit.
 *
 * @param config - that of `slidingWindowLimiter`, and `limitHeaders`, `successes`, `maxHoldMs`
 * @throws RangeError for numbers out of range
 *
 * @example
 * ```ts
 * const limiter = adaptiveLimiter({ limitHeaders: { window: 'x-ratelimit-window', limit: 'x-ratelimit-limit' } });
 * limiter.observe({ status: 200, header: (name) => headers.get(name), nowMs: Date.now() });
 * limiter.state$.subscribe(({ windows }) => console.log(windows));
 * // [{ limit: 600, perMs: 30000, used: 0 }]
 * ```
 */
export const adaptiveLimiter = (config: AdaptiveLimiterConfig = {}): AdaptiveLimiter => {
  const { concurrency: most = Infinity, limitHeaders = {}, successes = 10, maxHoldMs = 60_000 } = config;
  check(successes, maxHoldMs);
  const configured = [...(config.windows ?? [])];
  const inner = slidingWindowLimiter(config);
  const learned = new BehaviorSubject<readonly LearnedWindow[]>([]);
  let concurrency = fullConcurrency(most);
  let applied: readonly LimitWindow[] = configured;

  const hold = ({ status, header, nowMs }: ObservedResponse, reading: LimitReading): void => {
    if (status !== 429) return;
    const ms = O.getOrElse(() => 0)(refusalHold(header, reading, nowMs));
    if (ms <= maxHoldMs && ms < Infinity) inner.hold(Math.ceil(ms));
  };

  const learn = (told: LearnedWindow): void => {
    const all = mergeWindow(learned.value, told);
    if (all !== learned.value) learned.next(all);
  };

  return {
    admit: (weight) => inner.admit(weight),
    hold: (ms) => inner.hold(ms),
    state$: combineLatest([inner.state$, learned]).pipe(map(([state, all]) => ({ ...state, learned: all }))),
    observe: (response) => {
      const reading = readLimits(response.header, limitHeaders, response.nowMs);
      const { cap } = concurrency;
      // What runs matters to a cut alone, and to ask for it costs more than all the rest.
      const running = response.status === 429 ? runningOf(inner) : 0;
      concurrency = nextConcurrency(concurrency, response, running, successes);
      // The hold comes first, or a looser window would let requests through before it.
      hold(response, reading);
      if (O.isSome(reading.window)) learn(reading.window.value);
      const windows = effectiveWindows(configured, learned.value);
      if (concurrency.cap !== cap || !sameWindows(windows, applied)) {
        applied = windows;
        inner.adapt({ windows, concurrency: concurrency.cap });
      }
    },
  };
};

const check = (successes: number, maxHoldMs: number): void => {
  if (!(Number.isSafeInteger(successes) && successes >= 1)) {
    throw new RangeError(`successes must be an integer of at least 1, got ${String(successes)}`);
  }
  if (!(maxHoldMs >= 0)) {
    throw new RangeError(`maxHoldMs must be a number from 0, got ${String(maxHoldMs)}`);
  }
};

/** A limiter tells its state at once. */
const runningOf = (limiter: Limiter): number => {
  let running = 0;
  // eslint-disable-next-line rxjs-x/no-ignored-error -- the state of a limiter never fails
  limiter.state$.pipe(take(1)).subscribe((state) => {
    running = state.running;
  });
  return running;
};
