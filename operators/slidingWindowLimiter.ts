import {
  asyncScheduler,
  defer,
  distinctUntilChanged,
  merge,
  Observable,
  of,
  Subject,
  Subscription,
} from 'rxjs';
import type { SchedulerLike, Subscriber } from 'rxjs';
import { WaitTooLongError } from './errors.js';
import { MAX_TIMER_MS } from './internal/backoff.js';
import { checkAmount } from './internal/check.js';
import { steadyClock } from './internal/clock.js';
import type { SteadyClock } from './internal/clock.js';
import { createDrain } from './internal/drain.js';
import { checkLimits, checkWeight } from './internal/limits.js';
import { Line } from './internal/line.js';
import { slidingLog } from './internal/slidingLog.js';
import type { SlidingLog } from './internal/slidingLog.js';
import type { Lease, Limiter, LimiterState } from './throttleRequests.js';

/** At most `limit` of weight may reach the server within any `perMs` milliseconds. */
export interface LimitWindow {
  /** The most weight, a whole number from 1. */
  readonly limit: number;
  /** Length of the window in milliseconds, more than 0. */
  readonly perMs: number;
  /**
   * A request that would have to wait longer for a place in this window fails with a {@link WaitTooLongError} instead, in
   * milliseconds. Default: it waits.
   */
  readonly maxWaitMs?: number | undefined;
}

/** The limits that can change while the limiter runs. */
export interface LimiterLimits {
  /** All of them hold at the same time. Default: none. */
  readonly windows?: readonly LimitWindow[] | undefined;
  /** The most leases out at one time. Default `Infinity`. */
  readonly concurrency?: number | undefined;
}

/** The limits of {@link slidingWindowLimiter}, and its clock. */
export interface SlidingWindowLimiterConfig extends LimiterLimits {
  /**
   * Source of time and place of the one timer. Default: timers of `asyncScheduler`, and time that passes whatever happens to
   * the system clock (`performance.now()`).
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A {@link Limiter} in one process, whose limits can be changed while it runs. */
export interface SlidingWindowLimiter extends Limiter {
  /**
   * Takes over new limits at once; what is left out stays as it is. What was started before still counts: all that
   * runs, and the last 1,000 that ended, so that a window of up to 1,000 that is set later is exact from the first.
   */
  adapt(limits: LimiterLimits): void;
}

/**
 * Returns a limiter that keeps several windows, a concurrency cap and holds at once, and serves strictly in the order of
 * arrival: a heavy request at the head of the line is not overtaken by a light one.
 *
 * The windows hold at the server: in no stretch of `perMs` does more than `limit` of weight arrive there, whatever the
 * network does to the spacing. A log of the times of sending does not give that, since the first request of a window may
 * be delayed more than the first of the next. So a request takes its place in every window from its admission until
 * `perMs` after its lease was released; the server saw it in between. A release at `t` frees the place at `t + perMs + 1`,
 * exactly: a clock of whole milliseconds shows `t` up to the end of that millisecond. Nor is it a token bucket, which
 * lets a full bucket and its refill through within one window.
 *
 * The price is the latency and that millisecond, once per window: 60 a minute with answers after 50 ms is 60 in 60.051 s.
 *
 * - A request that may start is admitted synchronously, when it is subscribed to.
 * - A request that never ends holds its place forever, in the windows too: give requests a timeout.
 * - A request that is given up before its answer counts from then on, though it may still be on its way.
 * - At most one timer runs, and none while nobody waits for time to pass.
 * - Memory is bounded by the limits (and 1,000), not by the traffic.
 * - A system clock that is set changes no wait. That of a given `scheduler` ends waits early where it is set forward.
 * - `state$` reports changes, not the passing of time: `used`, `heldUntil` and `nextAt` are as of the last change.
 *
 * @param config - `windows` (`limit` and weights are positive integers, `perMs` is in milliseconds; default none),
 * `concurrency` (a positive integer; default `Infinity`) and `scheduler`
 * @throws RangeError for limits out of range, here and in `adapt`; for `hold` with anything but a finite number from 0.
 * `admit` fails with a RangeError when a weight is no positive integer or exceeds the limit of a window, so that it
 * could never start; `adapt` fails those who wait and no longer fit. `admit` fails with a WaitTooLongError where a window has a
 * `maxWaitMs` and the wait is longer.
 *
 * @example
 * // The third waits for a tenth of a second.
 * const limiter = slidingWindowLimiter({ windows: [{ limit: 2, perMs: 100 }] });
 * from(['a', 'b', 'c'])
 *   .pipe(mergeMap((name) => of(name).pipe(throttleRequests(limiter))))
 *   .subscribe((name) => console.log(name));
 * // a
 * // b
 * // c
 */
export function slidingWindowLimiter(config: SlidingWindowLimiterConfig = {}): SlidingWindowLimiter {
  const { windows = [], concurrency = Infinity, scheduler } = config;
  checkLimits(windows, concurrency);
  return new WindowLimiter([...windows], concurrency, scheduler);
}

/** One who waits in line. */
interface Waiter {
  readonly weight: number;
  readonly subscriber: Subscriber<Lease>;
}

/** The one timer, and its time as the limiter and as the scheduler says it. */
interface Alarm {
  readonly at: number;
  readonly atByScheduler: number | undefined;
  readonly timer: Subscription;
}

const NO_ALARM: Alarm = { at: Infinity, atByScheduler: undefined, timer: Subscription.EMPTY };

class WindowLimiter implements SlidingWindowLimiter {
  readonly state$: Observable<LimiterState>;
  readonly #scheduler: SchedulerLike;
  readonly #clock: SteadyClock;
  readonly #changes = new Subject<LimiterState>();
  readonly #line = new Line<Waiter>();
  readonly #log: SlidingLog;
  #windows: readonly LimitWindow[];
  #concurrency: number;
  #running = 0;
  #heldUntil = -Infinity;
  /** The same as the scheduler says it: taken once, since two readings of two clocks differ by a fraction. */
  #heldTold = 0;
  #alarm = NO_ALARM;
  /** Changes made while it runs, by those who are admitted or notified, are settled by the same loop. */
  readonly #settle = createDrain(() => {
    this.#setAlarm(this.#admitReady());
    if (this.#changes.observed) this.#changes.next(this.#snapshot());
    return false;
  });

  constructor(windows: readonly LimitWindow[], concurrency: number, scheduler: SchedulerLike | undefined) {
    this.#scheduler = scheduler ?? asyncScheduler;
    this.#clock = steadyClock(scheduler);
    this.#log = slidingLog(windows);
    this.#windows = windows;
    this.#concurrency = concurrency;
    // Listen first, then emit: the reader may change the limiter while it receives the first state.
    const states = merge(
      this.#changes,
      defer(() => of(this.#snapshot())),
    );
    this.state$ = states.pipe(distinctUntilChanged(Object.is, (state) => JSON.stringify(state)));
  }

  admit(weight = 1): Observable<Lease> {
    return new Observable<Lease>((subscriber) => {
      // Nobody would give back the lease of one who has left: it would never come back.
      if (subscriber.closed) return undefined;
      checkWeight(weight, this.#windows);
      const waiter: Waiter = { weight, subscriber };
      this.#line.join(waiter);
      this.#settle();
      return () => {
        if (this.#line.leave(waiter)) this.#settle();
      };
    });
  }

  hold(ms: number): void {
    checkAmount('slidingWindowLimiter', 'hold', ms);
    const until = this.#clock.now() + ms;
    if (ms > 0 && until > this.#heldUntil) {
      this.#heldUntil = until;
      this.#heldTold = this.#clock.toScheduler(until);
      this.#settle();
    }
  }

  adapt({ windows, concurrency = this.#concurrency }: LimiterLimits): void {
    checkLimits(windows ?? [], concurrency);
    this.#concurrency = concurrency;
    if (windows !== undefined) {
      this.#windows = [...windows];
      this.#log.reshape(this.#windows);
      this.#refuseUnfit();
    }
    this.#settle();
  }

  /** Admits all who may start, and says when the next one may; `Infinity` while time alone does not help. */
  #admitReady(): number {
    for (;;) {
      const { head } = this.#line;
      if (head === undefined || this.#running >= this.#concurrency) return Infinity;
      const { weight, subscriber } = head;
      const now = this.#clock.now();
      const startAt = Math.max(this.#heldUntil, this.#log.readyAt(now, weight));
      const unbearable = startAt > now ? this.#log.unbearable(now, weight) : undefined;
      if (startAt > now && unbearable === undefined) return startAt;
      this.#line.leave(head);
      if (unbearable !== undefined) {
        subscriber.error(new WaitTooLongError(Math.ceil(unbearable.waitMs), unbearable.maxWaitMs));
        continue;
      }
      // Who has just unsubscribed may not have left yet, and would never give the lease back.
      if (subscriber.closed) continue;
      this.#running++;
      this.#log.begin(weight);
      subscriber.next(this.#lease(weight));
      subscriber.complete();
    }
  }

  #lease(weight: number): Lease {
    let held = true;
    return {
      release: () => {
        if (!held) return;
        held = false;
        this.#running--;
        this.#log.end(this.#clock.now(), weight);
        this.#settle();
      },
    };
  }

  #setAlarm(at: number): void {
    if (at === this.#alarm.at) return;
    this.#alarm.timer.unsubscribe();
    this.#alarm = NO_ALARM;
    if (at === Infinity) return;
    const atByScheduler = this.#clock.toScheduler(at);
    const delayMs = Math.min(MAX_TIMER_MS, Math.ceil(Math.max(0, at - this.#clock.now())));
    const ring = (): void => {
      this.#alarm = NO_ALARM;
      this.#settle();
    };
    this.#alarm = { at, atByScheduler, timer: this.#scheduler.schedule(ring, delayMs) };
  }

  #refuseUnfit(): void {
    for (const waiter of this.#line) {
      try {
        checkWeight(waiter.weight, this.#windows);
      } catch (unfit) {
        this.#line.leave(waiter);
        waiter.subscriber.error(unfit);
      }
    }
  }

  #snapshot(): LimiterState {
    const now = this.#clock.now();
    return {
      queued: this.#line.size,
      running: this.#running,
      heldUntil: this.#heldUntil > now ? this.#heldTold : undefined,
      nextAt: this.#alarm.atByScheduler,
      windows: this.#log.windows(now),
      concurrency: this.#concurrency,
    };
  }
}
