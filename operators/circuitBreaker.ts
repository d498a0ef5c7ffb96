import { asyncScheduler, BehaviorSubject, defer, tap } from 'rxjs';
import type { MonoTypeOperatorFunction, Observable, SchedulerLike } from 'rxjs';
import { steadyClock } from './internal/slidingLog.js';
import type { SteadyClock } from './internal/slidingLog.js';

/** A request that was not sent, because its circuit is open: raised by `circuitBreaker`, at once. */
export class CircuitOpenError extends Error {
  readonly _tag = 'CircuitOpenError';
  override readonly name = 'CircuitOpenError';

  constructor(
    /** Milliseconds until the next request may be let through, at the latest. */
    readonly retryInMs: number,
  ) {
    super(
      `the circuit is open after repeated failures; the next try is let through in ${String(retryInMs)} ms`,
    );
  }
}

/** Where a breaker stands. Plain data, safe to show and to send. */
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

export interface BreakerConfig {
  /** Failures in a row that open the circuit. Default 5. */
  readonly failureThreshold?: number | undefined;
  /** Milliseconds for which it stays open, and for which a probe may keep others waiting. Default 30,000. */
  readonly openMs?: number | undefined;
  /** Whether an error is a failure of the service. Default: every error is. An error that is not counts as an answer. */
  readonly isFailure?: ((error: unknown) => boolean) | undefined;
  /** Source of time; no timer runs on it. Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Told of each change of `status`, after it. */
  readonly onChange?: ((state: BreakerState, previous: BreakerState) => void) | undefined;
}

/**
 * Returns a breaker: closed until `failureThreshold` failures in a row, then open for `openMs`, then half-open with
 * exactly one probe. The probe's success closes it, its failure opens it again.
 *
 * - It runs no timer: an open breaker becomes half-open when the first request after `openMs` arrives.
 * - A probe that is unsubscribed makes room for the next; one that takes longer than `openMs` is no longer waited for.
 * - What was sent before a change of status and ends after it counts for nothing.
 * - A clock that is set back does not keep the breaker open for longer.
 *
 * @param config - all optional, see {@link BreakerConfig} for units and defaults
 * @throws RangeError when `failureThreshold` is no integer of at least 1, or `openMs` no finite number from 0
 *
 * @example
 * ```ts
 * const breaker = createBreaker({ failureThreshold: 2, onChange: ({ status }) => console.log(status) });
 * const failing = throwError(() => new Error('down')).pipe(circuitBreaker(breaker));
 * for (let i = 0; i < 3; i++) {
 *   failing.subscribe({ error: (error) => console.log(error.name) });
 * }
 * // Error
 * // open
 * // Error
 * // CircuitOpenError
 * ```
 */
export function createBreaker(config: BreakerConfig = {}): Breaker {
  const { failureThreshold = 5, openMs = 30_000, isFailure = () => true } = config;
  const { scheduler = asyncScheduler, onChange = () => undefined } = config;
  if (!Number.isInteger(failureThreshold) || failureThreshold < 1) {
    throw new RangeError(
      `failureThreshold must be an integer of at least 1, got ${String(failureThreshold)}`,
    );
  }
  if (!(openMs >= 0 && openMs < Infinity)) {
    throw new RangeError(`openMs must be a finite number of milliseconds from 0, got ${String(openMs)}`);
  }
  return new ServiceBreaker(failureThreshold, openMs, isFailure, onChange, steadyClock(scheduler));
}

/**
 * Returns an operator that asks a breaker before each subscription to the source, and tells it how that ended. While the
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
 *
 * @example
 * ```ts
 * const breaker = createBreaker({ failureThreshold: 1, openMs: 1000 });
 * throwError(() => new Error('down')).pipe(circuitBreaker(breaker)).subscribe({ error: () => undefined });
 * of('page').pipe(circuitBreaker(breaker)).subscribe({ error: (error) => console.log(error.retryInMs) });
 * // 1000
 * ```
 */
export function circuitBreaker<A>(breaker: Breaker): MonoTypeOperatorFunction<A> {
  return (source) =>
    defer(() => {
      const pass = breaker.enter();
      let answered = false;
      return source.pipe(
        tap({
          next: () => {
            answered = true;
          },
          complete: () => {
            pass.succeed();
          },
          error: (error: unknown) => {
            pass.fail(error);
          },
          unsubscribe: () => {
            if (answered) {
              pass.succeed();
            }
          },
          // Also where the error's judge has thrown: a probe must never stay out.
          finalize: () => {
            pass.leave();
          },
        }),
      );
    });
}

class ServiceBreaker implements Breaker {
  readonly state$: Observable<BreakerState>;
  private readonly states = new BehaviorSubject<BreakerState>({ status: 'closed', failures: 0 });
  /** Rises with each change of status, so that late outcomes are known as such. */
  private epoch = 0;
  /** When the next request may be let through: the end of the open time, or of a probe's patience. */
  private shutUntil = 0;

  constructor(
    private readonly failureThreshold: number,
    private readonly openMs: number,
    private readonly isFailure: (error: unknown) => boolean,
    private readonly onChange: (state: BreakerState, previous: BreakerState) => void,
    private readonly clock: SteadyClock,
  ) {
    this.state$ = this.states.asObservable();
  }

  enter(): BreakerPass {
    const state = this.states.value;
    if (state.status === 'closed') {
      return this.pass();
    }
    const now = this.clock.now();
    const shut = state.status === 'open' || state.probing;
    if (shut && now < this.shutUntil) {
      throw new CircuitOpenError(this.shutUntil - now);
    }
    return this.probe(now);
  }

  private probe(now: number): BreakerPass {
    this.epoch++;
    this.shutUntil = now + this.openMs;
    const pass = this.pass();
    try {
      this.move({ status: 'half-open', probing: true });
    } catch (error) {
      pass.leave();
      throw error;
    }
    return pass;
  }

  private pass(): BreakerPass {
    const epoch = this.epoch;
    let spent = false;
    const once = (outcome: () => void): void => {
      if (!spent) {
        spent = true;
        if (epoch === this.epoch) {
          outcome();
        }
      }
    };
    const succeed = () => {
      once(() => {
        this.succeeded();
      });
    };
    return {
      succeed,
      fail: (error) => {
        if (!this.isFailure(error)) {
          succeed();
          return;
        }
        once(() => {
          this.failed();
        });
      },
      leave: () => {
        once(() => {
          this.left();
        });
      },
    };
  }

  private succeeded(): void {
    const state = this.states.value;
    if (state.status === 'closed' && state.failures === 0) {
      return;
    }
    if (state.status !== 'closed') {
      this.epoch++;
    }
    this.move({ status: 'closed', failures: 0 });
  }

  private failed(): void {
    const state = this.states.value;
    const failures = state.status === 'closed' ? state.failures + 1 : this.failureThreshold;
    if (failures < this.failureThreshold) {
      this.move({ status: 'closed', failures });
      return;
    }
    this.epoch++;
    this.shutUntil = this.clock.now() + this.openMs;
    this.move({ status: 'open', until: this.clock.toScheduler(this.shutUntil) });
  }

  private left(): void {
    if (this.states.value.status === 'half-open') {
      this.move({ status: 'half-open', probing: false });
    }
  }

  private move(state: BreakerState): void {
    const previous = this.states.value;
    this.states.next(state);
    if (state.status !== previous.status) {
      this.onChange(state, previous);
    }
  }
}
