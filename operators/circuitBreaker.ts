import { BehaviorSubject, Observable } from 'rxjs';
import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { CircuitOpenError } from './errors.js';
import { checkAmount, checkCount } from './internal/check.js';
import { steadyClock } from './internal/clock.js';
import { listen } from './internal/listen.js';

/** The state of a breaker. Plain data, safe to show and to send. */
export type BreakerState =
  /** Requests pass; `failures` of them in a row, up to now, have failed. */
  | { readonly status: 'closed'; readonly failures: number }
  /** Requests fail at once until `until` (time of the scheduler, in milliseconds). */
  | { readonly status: 'open'; readonly until: number }
  /** One request tries the service; without one (`probing: false`) the next becomes it. */
  | { readonly status: 'half-open'; readonly probing: boolean };

/** Leave to make one request. The first call says how it ended; further calls do nothing. */
export interface BreakerPass {
  /** The service answered. */
  succeed(): void;
  /** The request ended in this error; the breaker judges whether that is a failure of the service. */
  fail(error: unknown): void;
  /** The request was given up without an outcome. */
  leave(): void;
}

/** Counts failures of one service and shuts it off for a while. Shared by all that call the service. */
export interface Breaker {
  /** Leave to make a request now; throws {@link CircuitOpenError} when there is none. */
  enter(): BreakerPass;
  /** The state now, then each change of it. Never completes. */
  readonly state$: Observable<BreakerState>;
}

/** When the circuit of {@link createBreaker} opens, and for how long. */
export interface BreakerConfig {
  /** Failures in a row that open the circuit. Default 5. */
  readonly failureThreshold?: number | undefined;
  /** Milliseconds for which it stays open, and for which a probe may keep others waiting. Default 30,000. */
  readonly openMs?: number | undefined;
  /** Whether an error is a failure of the service. Default: every error is. An error that is not counts as an answer. */
  readonly isFailure?: ((error: unknown) => boolean) | undefined;
  /** Source of time; no timer runs on it. Default: time that passes whatever happens to the system clock. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Called after each change of `status`. Default: nothing is called. */
  readonly onChange?: ((state: BreakerState, previous: BreakerState) => void) | undefined;
}

/**
 * Returns a breaker: closed until `failureThreshold` failures in a row, then open for `openMs`, then half-open with
 * exactly one probe. The probe's success closes it, its failure opens it again.
 *
 * - It runs no timer: an open breaker becomes half-open when the first request after `openMs` arrives.
 * - A probe that is unsubscribed makes room for the next; one that takes longer than `openMs` is no longer waited for.
 * - What was sent before a change of status and ends after it counts for nothing.
 * - A system clock that is set changes nothing; that of a given `scheduler` does not keep it open for longer where set back.
 *
 * @param config - all optional, see {@link BreakerConfig} for units and defaults
 * @throws RangeError when `failureThreshold` is no integer of at least 1, or `openMs` no finite number from 0
 *
 * @example
 * const breaker = createBreaker({ failureThreshold: 2, onChange: ({ status }) => console.log(status) });
 * const failing = throwError(() => new Error('down')).pipe(circuitBreaker(breaker));
 * for (let i = 0; i < 3; i++) {
 *   failing.subscribe({ error: (error) => console.log(error.name) });
 * }
 * // Error
 * // open
 * // Error
 * // CircuitOpenError
 */
export function createBreaker(config: BreakerConfig = {}): Breaker {
  const { failureThreshold = 5, openMs = 30_000, isFailure = () => true } = config;
  const { scheduler, onChange } = config;
  checkCount('createBreaker', 'failureThreshold', failureThreshold);
  checkAmount('createBreaker', 'openMs', openMs);
  const clock = steadyClock(scheduler);
  const states = new BehaviorSubject<BreakerState>({ status: 'closed', failures: 0 });
  /** Rises with each change of status, so that late outcomes are known as such. */
  let epoch = 0;
  /** When the next request may be let through: the end of the open time, or of a probe's patience. */
  let shutUntil = 0;

  const move = (state: BreakerState): void => {
    const previous = states.value;
    states.next(state);
    if (state.status !== previous.status) onChange?.(state, previous);
  };
  const shut = (): void => {
    epoch++;
    shutUntil = clock.now() + openMs;
  };
  const succeed = (): void => {
    const { value } = states;
    if (value.status !== 'closed') epoch++;
    else if (value.failures === 0) return;
    move({ status: 'closed', failures: 0 });
  };
  const fail = (): void => {
    const { value } = states;
    const failures = value.status === 'closed' ? value.failures + 1 : failureThreshold;
    if (failures < failureThreshold) {
      move({ status: 'closed', failures });
      return;
    }
    shut();
    move({ status: 'open', until: clock.toScheduler(shutUntil) });
  };
  const leave = (): void => {
    if (states.value.status === 'half-open') move({ status: 'half-open', probing: false });
  };
  const outcomes = { succeed, fail, leave };
  const pass = (): BreakerPass => {
    const since = epoch;
    return passOf(outcomes, isFailure, () => since === epoch);
  };
  const enter = (): BreakerPass => {
    const { value } = states;
    if (value.status === 'closed') return pass();
    const retryInMs = Math.ceil(shutUntil - clock.now());
    if (retryInMs > 0 && (value.status === 'open' || value.probing)) throw new CircuitOpenError(retryInMs);
    shut();
    const probe = pass();
    try {
      move({ status: 'half-open', probing: true });
    } catch (error) {
      probe.leave();
      throw error;
    }
    return probe;
  };
  return { state$: states.asObservable(), enter };
}

/** A pass of which the first outcome counts, unless it comes too late. */
function passOf(
  outcomes: Record<keyof BreakerPass, () => void>,
  isFailure: (error: unknown) => boolean,
  inTime: () => boolean,
): BreakerPass {
  let spent = false;
  const end = (outcome: keyof BreakerPass): void => {
    if (spent) return;
    spent = true;
    if (inTime()) outcomes[outcome]();
  };
  return {
    succeed: () => end('succeed'),
    fail: (error) => end(isFailure(error) ? 'fail' : 'succeed'),
    leave: () => end('leave'),
  };
}

/** When {@link circuitBreaker} counts an answer. */
export interface CircuitBreakerConfig {
  /**
   * `completion` (the default): a source that fails after some values has failed. `value`: the first value is the answer, whatever
   * follows; it counts before the consumer sees it, so that a request made in reply to it meets a closed circuit.
   */
  readonly answeredBy?: 'completion' | 'value' | undefined;
}

/**
 * Returns an operator that asks a breaker before each subscription to the source, and reports to it how that ended. While the
 * circuit is open the source is not subscribed to, and the consumer gets a {@link CircuitOpenError} at once.
 *
 * RxJS has nothing like it; `catchError` and `retry` know one subscription only, a breaker is shared by all that call
 * the same service. Put it inside `retryWithBackoff`, next to the source, so that each attempt is counted.
 *
 * - A completion, empty or not, is a success; so is an unsubscribe after the first value (`take(1)`).
 * - An unsubscribe before any value says nothing, and frees the place of a probe.
 * - Values and errors pass through unchanged, synchronous ones synchronously.
 *
 * Errors: those of the source; {@link CircuitOpenError}; what `isFailure` or `onChange` throws.
 *
 * @param breaker - made by {@link createBreaker}
 * @param config - see {@link CircuitBreakerConfig}
 *
 * @example
 * const breaker = createBreaker({ failureThreshold: 1, openMs: 1000, scheduler: new VirtualTimeScheduler() });
 * throwError(() => new Error('down')).pipe(circuitBreaker(breaker)).subscribe({ error: () => undefined });
 * of('page').pipe(circuitBreaker(breaker)).subscribe({ error: (error) => console.log(error.retryInMs) });
 * // 1000
 */
export function circuitBreaker<A>(
  breaker: Breaker,
  { answeredBy = 'completion' }: CircuitBreakerConfig = {},
): MonoTypeOperatorFunction<A> {
  return (source) =>
    new Observable((subscriber) => {
      const pass = breaker.enter();
      let answered = false;
      /** Returns whether the breaker took it: what its observers throw is an error of the stream. */
      const tell = (outcome: () => void): boolean => {
        try {
          outcome();
          return true;
        } catch (thrown) {
          subscriber.error(thrown);
          return false;
        }
      };
      listen(source, subscriber, {
        next: (value) => {
          if (!answered && answeredBy === 'value' && !tell(() => pass.succeed())) return;
          answered = true;
          subscriber.next(value);
        },
        error: (error: unknown) => {
          if (tell(() => pass.fail(error))) subscriber.error(error);
        },
        complete: () => {
          if (tell(() => pass.succeed())) subscriber.complete();
        },
      });
      subscriber.add(() => {
        try {
          if (answered) pass.succeed();
        } finally {
          // Also where the error's judge has thrown: a probe must never stay out.
          pass.leave();
        }
      });
    });
}
