import { asyncScheduler, distinctUntilChanged, Observable, Subject } from 'rxjs';
import type { SchedulerLike, Subscription } from 'rxjs';
import { MAX_TIMER_MS } from './internal/backoff.js';
import { slidingLog, steadyClock } from './internal/slidingLog.js';
import type { SlidingLog, SteadyClock } from './internal/slidingLog.js';
import type { Lease, Limiter, LimiterState, WindowState } from './throttleRequests.js';

/** At most `limit` of weight may start within any `perMs` milliseconds. */
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
  /** Takes over new limits at once; what is left out stays as it is. What was started before still counts. */
  adapt(limits: LimiterLimits): void;
}

/**
 * Returns a limiter that keeps several windows, a concurrency cap and holds at once, and serves strictly in the order of
 * arrival: a heavy request at the head of the line is not overtaken by a light one.
 *
 * Each window is a sliding log of its last starts, not a token bucket: a full bucket plus its refill lets nearly twice
 * the limit through (119 starts were measured in a window of 60). In no half-open stretch `[t, t + perMs)` does more than
 * `limit` of weight start; a start at `t` frees its place at `t + perMs` exactly.
 *
 * - A request that may start is admitted synchronously, when it is subscribed to.
 * - At most one timer runs, and none while nobody waits for time to pass.
 * - Memory is bounded by the limits, not by the traffic.
 * - A clock that is set back does not lengthen any wait.
 * - `state$` tells of changes, not of the passing of time: `used` and `heldUntil` are as of the last change.
 * - Starts are counted here; what a network does to their spacing is not seen.
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
  checkLimits({ windows, concurrency });
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
  private logs: readonly SlidingLog[];
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
    this.logs = windows.map(({ limit, perMs }) => slidingLog(limit, perMs));
    const states = new Observable<LimiterState>((subscriber) => {
      // Listen first, then tell: the reader may change the limiter while it is told the first state.
      subscriber.add(this.changes.subscribe(subscriber));
      subscriber.next(this.snapshot());
    });
    this.state$ = states.pipe(distinctUntilChanged(sameState));
  }

  admit(weight = 1): Observable<Lease> {
    return new Observable<Lease>((subscriber) => {
      const unfit = unfitWeight(weight, this.logs);
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
    checkLimits({ windows: windows ?? [], concurrency });
    this.concurrency = concurrency;
    if (windows !== undefined) {
      const now = this.clock.now();
      const known = longest(this.logs)?.starts(now) ?? [];
      this.logs = windows.map(({ limit, perMs }) =>
        slidingLog(
          limit,
          perMs,
          known.filter((start) => start.at + perMs > now),
        ),
      );
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
      for (const log of this.logs) {
        log.add(now, head.weight);
      }
      head.grant(this.lease());
    }
  }

  /** When the head of the line may start, so far as time alone decides. */
  private startAt(head: Waiter, now: number): number {
    return this.logs.reduce((at, log) => Math.max(at, log.readyAt(now, head.weight)), this.heldUntil);
  }

  private lease(): Lease {
    let held = true;
    return {
      release: () => {
        if (held) {
          held = false;
          this.running--;
          this.settle();
        }
      },
    };
  }

  private setAlarm(): void {
    const now = this.clock.now();
    const head = this.line.head();
    const at = head === undefined || this.running >= this.concurrency ? undefined : this.startAt(head, now);
    if (at === this.alarm?.at) {
      return;
    }
    this.alarm?.timer.unsubscribe();
    this.alarm = undefined;
    if (at !== undefined) {
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
      const unfit = unfitWeight(waiter.weight, this.logs);
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
      windows: this.logs.map((log) => ({ limit: log.limit, perMs: log.perMs, used: log.used(now) })),
      concurrency: this.concurrency,
    };
  }
}

interface Link<A> {
  readonly value: A;
  prev: Link<A> | undefined;
  next: Link<A> | undefined;
  waits: boolean;
}

/** A line that can be left from anywhere at constant cost. */
class Line<A> {
  length = 0;
  private first: Link<A> | undefined;
  private last: Link<A> | undefined;

  head(): A | undefined {
    return this.first?.value;
  }

  shift(): void {
    if (this.first !== undefined) {
      this.drop(this.first);
    }
  }

  /** Joins at the end; the answer leaves the line, and tells whether that was still to do. */
  join(value: A): () => boolean {
    const link: Link<A> = { value, prev: this.last, next: undefined, waits: true };
    if (this.last === undefined) {
      this.first = link;
    } else {
      this.last.next = link;
    }
    this.last = link;
    this.length++;
    return () => this.drop(link);
  }

  /** Everyone in line now, each with the way to leave it. */
  members(): readonly (readonly [A, () => boolean])[] {
    const all: (readonly [A, () => boolean])[] = [];
    for (let link = this.first; link !== undefined; link = link.next) {
      const member = link;
      all.push([member.value, () => this.drop(member)]);
    }
    return all;
  }

  private drop(link: Link<A>): boolean {
    if (!link.waits) {
      return false;
    }
    link.waits = false;
    this.length--;
    if (link.prev === undefined) {
      this.first = link.next;
    } else {
      link.prev.next = link.next;
    }
    if (link.next === undefined) {
      this.last = link.prev;
    } else {
      link.next.prev = link.prev;
    }
    return true;
  }
}

function checkLimits({ windows, concurrency }: Required<LimiterLimits>): void {
  if (concurrency !== undefined && concurrency !== Infinity && !isCount(concurrency)) {
    throw new RangeError(
      `concurrency must be an integer of at least 1, or Infinity, got ${String(concurrency)}`,
    );
  }
  for (const [index, { limit, perMs }] of (windows ?? []).entries()) {
    if (!isCount(limit)) {
      throw new RangeError(
        `windows[${String(index)}].limit must be an integer of at least 1, got ${String(limit)}`,
      );
    }
    if (!(perMs > 0 && perMs < Infinity)) {
      throw new RangeError(
        `windows[${String(index)}].perMs must be a finite number above 0, got ${String(perMs)}`,
      );
    }
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

/** What is wrong with a weight: no number to count with, or one that could never start. */
function unfitWeight(weight: number, logs: readonly SlidingLog[]): RangeError | undefined {
  if (!isCount(weight)) {
    return new RangeError(`weight must be an integer of at least 1, got ${String(weight)}`);
  }
  const narrow = logs.find(({ limit }) => weight > limit);
  return narrow === undefined
    ? undefined
    : new RangeError(
        `weight ${String(weight)} exceeds the limit of ${String(narrow.limit)} per ${String(narrow.perMs)} ms and could never start`,
      );
}

/** The log that looks back farthest: it holds what every other one holds. */
function longest(logs: readonly SlidingLog[]): SlidingLog | undefined {
  return [...logs].sort((a, b) => b.perMs - a.perMs)[0];
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
