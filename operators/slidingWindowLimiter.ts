import { asyncScheduler, distinctUntilChanged, Observable, Subject } from 'rxjs';
import type { SchedulerLike, Subscription } from 'rxjs';
import { MAX_TIMER_MS } from './internal/backoff.js';
import { checkLimits, unfitWeight } from './internal/limits.js';
import { Line } from './internal/line.js';
import { slidingLog, steadyClock } from './internal/slidingLog.js';
import type { SlidingLog, SteadyClock } from './internal/slidingLog.js';
import type { Lease, Limiter, LimiterState, WindowState } from './throttleRequests.js';

/** At most `limit` of weight may reach the server within any `perMs` milliseconds. */
export interface LimitWindow {
  readonly limit: number;
  readonly perMs: number;
}

/** The limits that can change while the limiter runs. */
export interface LimiterLimits {
  /** All of them hold at the same time. Default: none. */
  readonly windows?: readonly LimitWindow[] | undefined;
  /** The most leases out at one time. Default `Infinity`. */
  readonly concurrency?: number | undefined;
}

export interface SlidingWindowLimiterConfig extends LimiterLimits {
  /** Source of time and place of the one timer. Default `asyncScheduler`. */
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
 * `perMs` after its lease was released; the server saw it in between. A release at `t` frees the place at `t + perMs`
 * exactly. Nor is it a token bucket, which lets a full bucket and its refill through within one window.
 *
 * The price is the latency, once per window: 60 a minute with answers after 50 ms is 60 in 60.05 s.
 *
 * - A request that may start is admitted synchronously, when it is subscribed to.
 * - A request that never ends holds its place for ever, in the windows too: give requests a timeout.
 * - A request that is given up before its answer counts from then on, though it may still be on its way.
 * - At most one timer runs, and none while nobody waits for time to pass.
 * - Memory is bounded by the limits (and 1,000), not by the traffic.
 * - A clock that is set back does not lengthen any wait; one that is set forward ends waits early.
 * - `state$` tells of changes, not of the passing of time: `used` and `heldUntil` are as of the last change.
 *
 * @param config - `windows` (`limit` and weights are positive integers, `perMs` is in milliseconds; default none),
 * `concurrency` (a positive integer; default `Infinity`) and `scheduler` (default `asyncScheduler`)
 * @throws RangeError for limits out of range, here and in `adapt`; for `hold` with anything but a finite number from 0.
 * `admit` fails with a RangeError when a weight is no positive integer or exceeds the limit of a window, so that it
 * could never start; `adapt` fails those who wait and no longer fit.
 *
 * @example
 * ```ts
 * const limiter = slidingWindowLimiter({ windows: [{ limit: 2, perMs: 1000 }] });
 * from(['a', 'b', 'c'])
 *   .pipe(mergeMap((name) => of(name).pipe(throttleRequests(limiter))))
 *   .subscribe(console.log);
 * // a
 * // b
 * // c      (a second later)
 * ```
 */
export function slidingWindowLimiter(config: SlidingWindowLimiterConfig = {}): SlidingWindowLimiter {
  const { windows = [], concurrency = Infinity, scheduler = asyncScheduler } = config;
  checkLimits(windows, concurrency);
  return new WindowLimiter(windows, concurrency, scheduler);
}

/** One who waits, as a link of the line. */
interface Waiter {
  readonly weight: number;
  readonly grant: (lease: Lease) => void;
  readonly refuse: (error: RangeError) => void;
}

class WindowLimiter implements SlidingWindowLimiter {
  readonly state$: Observable<LimiterState>;
  private readonly clock: SteadyClock;
  private readonly changes = new Subject<LimiterState>();
  private readonly line = new Line<Waiter>();
  private readonly log: SlidingLog;
  private limits: readonly LimitWindow[];
  private running = 0;
  private heldUntil = -Infinity;
  private alarm: { readonly at: number; readonly timer: Subscription } | undefined;
  private settling = false;
  private unsettled = false;

  constructor(
    windows: readonly LimitWindow[],
    private concurrency: number,
    private readonly scheduler: SchedulerLike,
  ) {
    this.clock = steadyClock(scheduler);
    this.limits = [...windows];
    this.log = slidingLog(windows);
    const states = new Observable<LimiterState>((subscriber) => {
      // Listen first, then tell: the reader may change the limiter while it is told the first state.
      subscriber.add(this.changes.subscribe(subscriber));
      subscriber.next(this.snapshot());
    });
    this.state$ = states.pipe(distinctUntilChanged(sameState));
  }

  admit(weight = 1): Observable<Lease> {
    return new Observable<Lease>((subscriber) => {
      const unfit = unfitWeight(weight, this.limits);
      if (unfit !== undefined) {
        subscriber.error(unfit);
        return;
      }
      const leave = this.line.join({
        weight,
        grant: (lease) => {
          subscriber.next(lease);
          subscriber.complete();
        },
        refuse: (error) => {
          subscriber.error(error);
        },
      });
      this.settle();
      return () => {
        if (leave()) {
          this.settle();
        }
      };
    });
  }

  hold(ms: number): void {
    if (!(ms >= 0 && ms < Infinity)) {
      throw new RangeError(`hold takes a finite number of milliseconds from 0, got ${String(ms)}`);
    }
    const until = this.clock.now() + ms;
    if (ms > 0 && until > this.heldUntil) {
      this.heldUntil = until;
      this.settle();
    }
  }

  adapt(limits: LimiterLimits): void {
    const { windows, concurrency = this.concurrency } = limits;
    checkLimits(windows ?? [], concurrency);
    this.concurrency = concurrency;
    if (windows !== undefined) {
      this.limits = [...windows];
      this.log.reshape(windows);
      this.refuseUnfit();
    }
    this.settle();
  }

  /** One loop for all changes: those made while it runs, by whoever is admitted or told, join it instead of nesting. */
  private settle(): void {
    this.unsettled = true;
    if (this.settling) {
      return;
    }
    this.settling = true;
    try {
      while (this.unsettled) {
        this.unsettled = false;
        this.admitReady();
        this.setAlarm();
        if (this.changes.observed) {
          this.changes.next(this.snapshot());
        }
      }
    } finally {
      this.settling = false;
    }
  }

  private admitReady(): void {
    for (let head = this.line.head(); head !== undefined; head = this.line.head()) {
      const now = this.clock.now();
      if (this.running >= this.concurrency || this.startAt(head, now) > now) {
        return;
      }
      this.line.shift();
      this.running++;
      this.log.begin(head.weight);
      head.grant(this.lease(head.weight));
    }
  }

  /** When the head of the line may start; `Infinity` while time alone does not help. */
  private startAt(head: Waiter, now: number): number {
    return Math.max(this.heldUntil, this.log.readyAt(now, head.weight));
  }

  private lease(weight: number): Lease {
    let held = true;
    return {
      release: () => {
        if (held) {
          held = false;
          this.running--;
          this.log.end(this.clock.now(), weight);
          this.settle();
        }
      },
    };
  }

  private setAlarm(): void {
    const now = this.clock.now();
    const head = this.line.head();
    const at = head === undefined || this.running >= this.concurrency ? Infinity : this.startAt(head, now);
    if (at === (this.alarm?.at ?? Infinity)) {
      return;
    }
    this.alarm?.timer.unsubscribe();
    this.alarm = undefined;
    if (at < Infinity) {
      const delayMs = Math.min(MAX_TIMER_MS, Math.ceil(Math.max(0, at - now)));
      const timer = this.scheduler.schedule(() => {
        this.alarm = undefined;
        this.settle();
      }, delayMs);
      this.alarm = { at, timer };
    }
  }

  private refuseUnfit(): void {
    for (const [waiter, leave] of this.line.members()) {
      const unfit = unfitWeight(waiter.weight, this.limits);
      if (unfit !== undefined && leave()) {
        waiter.refuse(unfit);
      }
    }
  }

  private snapshot(): LimiterState {
    const now = this.clock.now();
    return {
      queued: this.line.length,
      running: this.running,
      heldUntil: this.heldUntil > now ? this.clock.toScheduler(this.heldUntil) : undefined,
      windows: this.log.windows(now),
      concurrency: this.concurrency,
    };
  }
}

function sameState(a: LimiterState, b: LimiterState): boolean {
  return (
    a.queued === b.queued &&
    a.running === b.running &&
    a.heldUntil === b.heldUntil &&
    a.concurrency === b.concurrency &&
    a.windows.length === b.windows.length &&
    a.windows.every((window, index) => sameWindow(window, b.windows[index]))
  );
}

function sameWindow(a: WindowState, b: WindowState | undefined): boolean {
  return a.limit === b?.limit && a.perMs === b.perMs && a.used === b.used;
}
