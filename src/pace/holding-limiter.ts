import {
  asyncScheduler,
  map,
  merge,
  Observable,
  of,
  Subject,
  type SchedulerLike,
  type Subscriber,
} from 'rxjs';
import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { steadyClock } from '../../operators/internal/clock.js';
import type { Lease, Limiter, LimiterState } from '../../operators/throttleRequests.js';

/**
 * Returns a limiter without limits: it admits at once, unless it is held. Then all wait until the hold is over, however often it
 * is lengthened meanwhile.
 *
 * @param scheduler source of time and place of the timers, one for each that waits. Default: timers of `asyncScheduler`, and time
 * that passes whatever happens to the system clock.
 */
export const holdingLimiter = (scheduler?: SchedulerLike): Limiter => {
  const clock = steadyClock(scheduler);
  const changes = new Subject<number>();
  const waiting = new Set<Subscriber<Lease>>();
  let running = 0;
  let until = -Infinity;
  /** The same as the scheduler says it: taken once, since two readings of two clocks differ by a fraction. */
  let untilByScheduler = 0;

  const lease = (): Lease => {
    let isHeld = true;
    return {
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        changes.next((running -= 1));
      },
    };
  };
  const start = (subscriber: Subscriber<Lease>): void => {
    const ms = Math.min(MAX_TIMER_MS, Math.ceil(until - clock.now()));
    if (ms > 0) {
      waiting.add(subscriber);
      subscriber.add((scheduler ?? asyncScheduler).schedule(() => start(subscriber), ms));
    } else {
      waiting.delete(subscriber);
      running += 1;
      subscriber.next(lease());
      subscriber.complete();
    }
    changes.next(ms);
  };
  const snapshot = (): LimiterState => {
    const queued = waiting.size;
    const heldUntil = until > clock.now() ? untilByScheduler : undefined;
    const nextAt = queued > 0 ? heldUntil : undefined;
    return { queued, running, heldUntil, nextAt, windows: [], concurrency: Infinity };
  };

  return {
    admit: () =>
      new Observable((subscriber) => {
        // Nobody would give back the lease of one who has left: it would never come back.
        if (subscriber.closed) return;
        subscriber.add(() => {
          if (waiting.delete(subscriber)) changes.next(0);
        });
        start(subscriber);
      }),
    hold: (ms) => {
      const end = clock.now() + ms;
      if (!(ms > 0 && end > until)) return;
      until = end;
      untilByScheduler = clock.toScheduler(end);
      changes.next(end);
    },
    // Listen first, then emit: the reader may change the limiter while it receives the first state.
    state$: merge(changes, of(0)).pipe(map(snapshot)),
  };
};
