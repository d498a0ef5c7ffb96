import { expect } from 'chai';
import fc from 'fast-check';
import { filter, map, Observable, take, tap, VirtualTimeScheduler } from 'rxjs';
import type { Subscriber } from 'rxjs';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type {
  SlidingWindowLimiter,
  SlidingWindowLimiterConfig,
} from '../../operators/slidingWindowLimiter.js';
import type { Lease, LimiterState } from '../../operators/throttleRequests.js';
import { WaitTooLongError } from '../../operators/errors.js';
import { withSystemClock } from '../support/system-clock.js';
import { marbles } from '../support/marbles.js';

interface Started {
  readonly id: number;
  readonly at: number;
  readonly weight: number;
}

/** A limiter on virtual time, a log of what it started, and a way to ask it. Leases are released at once unless kept. */
function lab(config: SlidingWindowLimiterConfig, kept?: 'kept') {
  const scheduler = new VirtualTimeScheduler();
  const limiter = slidingWindowLimiter({ ...config, scheduler });
  const started: Started[] = [];
  const leases: Lease[] = [];
  let ids = 0;
  const ask = (weight = 1, lastsMs = 0) => {
    const id = ids++;
    return limiter.admit(weight).subscribe({
      next: (lease) => {
        started.push({ id, at: scheduler.now(), weight });
        leases.push(lease);
        if (lastsMs > 0) {
          scheduler.schedule(() => lease.release(), lastsMs);
        } else if (kept === undefined) {
          lease.release();
        }
      },
      error: () => undefined,
    });
  };
  /** Everything up to this time, inclusive. */
  const runTo = (time: number) => {
    scheduler.schedule(() => undefined, Math.max(0, time - scheduler.frame));
    scheduler.maxFrames = time;
    scheduler.flush();
    scheduler.frame = time;
    scheduler.maxFrames = Infinity;
  };
  return { scheduler, limiter, started, leases, ask, runTo, times: () => started.map(({ at }) => at) };
}

function stateOf(limiter: SlidingWindowLimiter): LimiterState | undefined {
  let state: LimiterState | undefined;
  limiter.state$.pipe(take(1)).subscribe((now) => (state = now));
  return state;
}

/** The most weight that starts in any half-open stretch of this length: it is reached in one that begins at a start. */
function busiest(started: readonly Started[], perMs: number): number {
  const within = (from: number) => started.filter(({ at }) => at >= from && at < from + perMs);
  return Math.max(0, ...started.map(({ at }) => within(at).reduce((sum, { weight }) => sum + weight, 0)));
}

describe('slidingWindowLimiter', () => {
  describe('laws', () => {
    const windowArb = fc.record({
      limit: fc.integer({ min: 3, max: 9 }),
      perMs: fc.integer({ min: 1, max: 60 }),
    });
    const configArb = fc.record({
      windows: fc.array(windowArb, { maxLength: 3 }),
      concurrency: fc.constantFrom(1, 2, 5, Infinity),
    });
    const askArb = fc.record({
      afterMs: fc.integer({ min: 0, max: 20 }),
      weight: fc.integer({ min: 1, max: 3 }),
      lastsMs: fc.integer({ min: 0, max: 30 }),
      arrives: fc.integer({ min: 0, max: 100 }),
      leavesAfterMs: fc.option(fc.integer({ min: 0, max: 30 }), { freq: 6 }),
      hold: fc.option(fc.integer({ min: 0, max: 50 }), { freq: 8 }),
    });

    it('in no window [t, t + perMs) does more than the limit arrive, nothing is starved, the order is FIFO, no timer is left', () => {
      fc.assert(
        fc.property(configArb, fc.array(askArb, { maxLength: 40 }), (config, asks) => {
          const scheduler = new VirtualTimeScheduler();
          const limiter = slidingWindowLimiter({ ...config, scheduler });
          const started: Started[] = [];
          const arrived: Started[] = [];
          const left = new Set<number>();
          const holds: (readonly [number, number])[] = [];
          let running = 0;
          let most = 0;
          let at = 0;
          asks.forEach(({ afterMs, weight, lastsMs, arrives, leavesAfterMs, hold }, id) => {
            at += afterMs;
            scheduler.schedule(() => {
              if (hold !== null) {
                limiter.hold(hold);
                holds.push([scheduler.now(), scheduler.now() + hold]);
              }
              let admitted = false;
              const waiting = limiter.admit(weight).subscribe((lease) => {
                admitted = true;
                started.push({ id, at: scheduler.now(), weight });
                arrived.push({ id, at: scheduler.now() + Math.floor((lastsMs * arrives) / 100), weight });
                most = Math.max(most, ++running);
                scheduler.schedule(() => {
                  running--;
                  lease.release();
                }, lastsMs);
              });
              if (leavesAfterMs !== null) {
                scheduler.schedule(() => {
                  if (!admitted) {
                    left.add(id);
                  }
                  waiting.unsubscribe();
                }, leavesAfterMs);
              }
            }, at);
          });
          scheduler.flush();

          for (const { limit, perMs } of config.windows) {
            expect(busiest(arrived, perMs)).to.be.at.most(limit);
          }
          expect(most).to.be.at.most(config.concurrency);
          const stayed = asks.map((_, id) => id).filter((id) => !left.has(id));
          expect(started.map(({ id }) => id)).to.deep.equal(stayed);
          for (const start of started) {
            expect(
              holds.some(([from, to]) => start.at >= from && start.at < to && isLater(start, from, asks)),
            ).to.equal(false);
          }
          expect(scheduler.actions).to.have.length(0);
          expect(stateOf(limiter)).to.include({ queued: 0, running: 0 });
        }),
        { numRuns: 300 },
      );
    });

    /** Whether the request was asked for after a hold of the same millisecond, not before it. */
    function isLater(start: Started, from: number, asks: readonly { readonly afterMs: number }[]): boolean {
      const askedAt = asks.slice(0, start.id + 1).reduce((sum, { afterMs }) => sum + afterMs, 0);
      return start.at > from || askedAt > from;
    }

    it('starts as early as the law allows: a backlog of 130 under 60 a minute takes two minutes and two ticks', () => {
      const { scheduler, ask, times } = lab({ windows: [{ limit: 60, perMs: 60_000 }] });
      for (let i = 0; i < 130; i++) {
        ask();
      }
      scheduler.flush();
      const expected = [60, 60, 10].flatMap((count, minute) =>
        Array.from({ length: count }, () => minute * 60_001),
      );
      expect(times()).to.deep.equal(expected);
    });

    it('a full token bucket plus its refill sent 119 requests in a window of 60: here it is 60 (measured)', () => {
      const { ask, runTo, started, scheduler } = lab({ windows: [{ limit: 60, perMs: 60_000 }] });
      runTo(120_000); // long idle: a bucket would be full
      for (let i = 0; i < 300; i++) {
        ask();
      }
      scheduler.flush();
      expect(started).to.have.length(300);
      expect(busiest(started, 60_000)).to.equal(60);
    });

    it('a request that ends at t frees its place at t + perMs + 1 exactly, not one millisecond earlier', () => {
      const { ask, runTo, times } = lab({ windows: [{ limit: 1, perMs: 100 }] });
      runTo(7);
      ask(1, 30);
      ask();
      runTo(137);
      expect(times()).to.deep.equal([7]);
      runTo(138);
      expect(times()).to.deep.equal([7, 138]);
    });

    it('a clock of whole milliseconds, and timers that fire early by it, let no request more through than a true clock sees', () => {
      const eighths = (max: number) => fc.integer({ min: 0, max: max * 8 }).map((count) => count / 8);
      const ask = fc.record({
        afterMs: eighths(3),
        lastsMs: eighths(5),
        arrives: fc.constantFrom(0, 0.5, 1),
      });
      fc.assert(
        fc.property(windowArb, fc.array(ask, { maxLength: 60 }), (window, asks) => {
          const scheduler = new VirtualTimeScheduler();
          const exactly = scheduler.schedule.bind(scheduler);
          scheduler.now = () => Math.floor(scheduler.frame);
          scheduler.schedule = (work, delay = 0, state) =>
            exactly(work, Math.max(0.125, delay - 0.875), state);
          const limiter = slidingWindowLimiter({ windows: [window], scheduler });
          const arrived: Started[] = [];
          let at = 0;
          asks.forEach(({ afterMs, lastsMs, arrives }, id) => {
            at += afterMs;
            exactly(() => {
              limiter.admit().subscribe((lease) => {
                arrived.push({ id, at: scheduler.frame + lastsMs * arrives, weight: 1 });
                exactly(() => lease.release(), lastsMs);
              });
            }, at);
          });
          scheduler.flush();
          expect(arrived).to.have.length(asks.length);
          expect(busiest(arrived, window.perMs)).to.be.at.most(window.limit);
        }),
        { numRuns: 300 },
      );
    });

    it('a request that was sent early and arrives late is counted where it arrives', () => {
      const { scheduler, ask, times } = lab({ windows: [{ limit: 2, perMs: 100 }] });
      ask(1, 90); // may arrive as late as at 90
      ask(1, 5);
      ask();
      ask();
      scheduler.flush();
      expect(times()).to.deep.equal([0, 0, 106, 191]);
    });

    it('a request that never ends holds its place in the windows, without a timer', () => {
      const { scheduler, ask, times, leases, runTo } = lab({ windows: [{ limit: 1, perMs: 10 }] }, 'kept');
      ask();
      ask();
      expect(scheduler.actions).to.have.length(0);
      runTo(1000);
      expect(times()).to.deep.equal([0]);
      leases[0]?.release();
      expect(scheduler.actions).to.have.length(1);
      scheduler.flush();
      expect(times()).to.deep.equal([0, 1011]);
    });

    for (const [name, concurrency] of [
      ['in bursts', Infinity],
      ['one after another', 1],
    ] as const) {
      it(`60 a minute at 50 ms latency, ${name}: 98 % of the quota is used over ten minutes`, () => {
        const minutes = 10;
        const { scheduler, ask, times, runTo } = lab({
          windows: [{ limit: 60, perMs: 60_000 }],
          concurrency,
        });
        for (let i = 0; i < 60 * minutes + 100; i++) {
          ask(1, 50);
        }
        runTo(minutes * 60_000 - 1);
        expect(times().length).to.be.at.least(0.98 * 60 * minutes);
        expect(scheduler.now()).to.equal(599_999);
      });
    }

    it('several windows at once: 2 in 10 ms and 3 in 100 ms', () => {
      const { scheduler, ask, times } = lab({
        windows: [
          { limit: 2, perMs: 10 },
          { limit: 3, perMs: 100 },
        ],
      });
      for (let i = 0; i < 7; i++) {
        ask();
      }
      scheduler.flush();
      expect(times()).to.deep.equal([0, 0, 11, 101, 101, 112, 202]);
    });

    it('a heavy request at the head is not overtaken by a light one', () => {
      const { scheduler, ask, started } = lab({ windows: [{ limit: 3, perMs: 10 }] });
      for (const weight of [2, 3, 1]) {
        ask(weight);
      }
      scheduler.flush();
      expect(started.map(({ id, at }) => [id, at])).to.deep.equal([
        [0, 0],
        [1, 11],
        [2, 22],
      ]);
    });

    it('a heavy request that leaves lets the light ones behind it go at once', () => {
      const { ask, times } = lab({ windows: [{ limit: 3, perMs: 10 }] });
      ask(2);
      const heavy = ask(3);
      ask(1);
      expect(times()).to.deep.equal([0]);
      heavy.unsubscribe();
      expect(times()).to.deep.equal([0, 0]);
    });

    it('a concurrency cap: the next starts when a lease is released, once for each lease', () => {
      const { ask, leases } = lab({ concurrency: 2 }, 'kept');
      for (let i = 0; i < 5; i++) {
        ask();
      }
      expect(leases).to.have.length(2);
      leases[0]?.release();
      leases[0]?.release();
      expect(leases).to.have.length(3);
    });

    it('hold lengthens a hold and never shortens it', () => {
      const { scheduler, limiter, ask, times } = lab({});
      limiter.hold(50);
      limiter.hold(20);
      ask();
      limiter.hold(80);
      limiter.hold(0);
      expect(stateOf(limiter)?.heldUntil).to.equal(80);
      scheduler.flush();
      expect(times()).to.deep.equal([80]);
    });

    it('what was admitted before a hold counts, what waits stays in line', () => {
      const { scheduler, limiter, ask, started } = lab({ windows: [{ limit: 2, perMs: 10 }] });
      ask();
      limiter.hold(5);
      ask();
      ask();
      scheduler.flush();
      expect(started.map(({ id, at }) => [id, at])).to.deep.equal([
        [0, 0],
        [1, 5],
        [2, 11],
      ]);
    });
  });

  describe('standing set', () => {
    it('is cold: admit does nothing until it is subscribed to, and each subscription counts', () => {
      const { limiter } = lab({ concurrency: 3 });
      const admission = limiter.admit();
      expect(stateOf(limiter)).to.include({ running: 0 });
      admission.subscribe();
      admission.subscribe();
      expect(stateOf(limiter)).to.include({ running: 2 });
    });

    it('emits one lease and completes, synchronously where it may', () => {
      marbles(({ expectObservable }) => {
        const limiter = slidingWindowLimiter({ windows: [{ limit: 1, perMs: 3 }] });
        const admitted = limiter.admit().pipe(
          tap((lease) => lease.release()),
          map(() => 'a'),
        );
        expectObservable(admitted).toBe('(a|)');
        expectObservable(admitted).toBe('----(a|)');
      });
    });

    it('no timer is left when the queue is empty, nor while only a release can help', () => {
      const { scheduler, ask, leases } = lab({ windows: [{ limit: 1, perMs: 10 }], concurrency: 1 }, 'kept');
      ask();
      expect(scheduler.actions).to.have.length(0);
      const waiting = ask();
      expect(scheduler.actions).to.have.length(0);
      leases[0]?.release();
      expect(scheduler.actions).to.have.length(1);
      waiting.unsubscribe();
      expect(scheduler.actions).to.have.length(0);
      scheduler.flush();
      expect(leases).to.have.length(1);
    });

    it('runs one timer at a time, whoever waits', () => {
      const { scheduler, limiter, ask } = lab({ windows: [{ limit: 1, perMs: 10 }] });
      for (let i = 0; i < 50; i++) {
        ask();
        limiter.hold(i);
        expect(scheduler.actions.length).to.be.at.most(1);
      }
    });

    it('a window longer than the longest timer (2^31 - 1 ms) is kept all the same', () => {
      const month = 31 * 24 * 3_600_000;
      const { scheduler, ask, times } = lab({ windows: [{ limit: 1, perMs: month }] });
      ask();
      ask();
      expect(scheduler.actions[0]?.delay).to.equal(2 ** 31 - 1);
      scheduler.flush();
      expect(times()).to.deep.equal([0, month + 1]);
    });

    it('a timer that fires early starts nothing early', () => {
      const { scheduler, ask, times } = lab({ windows: [{ limit: 1, perMs: 10.5 }] });
      const flaky = scheduler.schedule.bind(scheduler);
      scheduler.schedule = (work, delay = 0, state) => flaky(work, Math.max(1, delay - 3), state);
      ask();
      ask();
      scheduler.flush();
      expect(times()).to.deep.equal([0, 12]);
    });

    it('a clock that is set back an hour does not lengthen the wait', () => {
      const { scheduler, ask, runTo, times } = lab({ windows: [{ limit: 1, perMs: 100 }] });
      runTo(3_600_000);
      ask();
      scheduler.frame = 0;
      ask();
      scheduler.flush();
      expect(times()).to.deep.equal([3_600_000, 101]);
    });

    it('a system clock that is set forward lets none through before its time: it sent 61 requests in a window of 40', () => {
      withSystemClock((setForward) => {
        const limiter = slidingWindowLimiter({ windows: [{ limit: 40, perMs: 3_600_000 }] });
        let started = 0;
        const asked = Array.from({ length: 61 }, () =>
          limiter.admit().subscribe((lease) => {
            started += 1;
            lease.release();
          }),
        );
        setForward(2 * 3_600_000);
        limiter.adapt({});
        expect(started).to.equal(40);
        limiter.hold(60_000);
        setForward(120_000);
        limiter.adapt({ windows: [] });
        expect(started).to.equal(40);
        asked.forEach((each) => each.unsubscribe());
      });
    });

    it('a re-entrant consumer joins the end of the line, and nothing starts twice', () => {
      const { scheduler, limiter } = lab({ windows: [{ limit: 2, perMs: 10 }] });
      const seen: string[] = [];
      const ask = (name: string, then?: () => void) =>
        limiter.admit().subscribe((lease) => {
          seen.push(`${name}@${String(scheduler.now())}`);
          lease.release();
          then?.();
        });
      ask('a', () => {
        limiter.hold(5);
        ask('b');
        ask('c');
      });
      ask('d');
      scheduler.flush();
      expect(seen).to.deep.equal(['a@0', 'b@5', 'c@11', 'd@16']);
    });

    it('a consumer that unsubscribes the next in line inside its own admission is obeyed', () => {
      const { scheduler, limiter, ask, started } = lab({ windows: [{ limit: 1, perMs: 10 }] });
      ask();
      const second = limiter.admit().subscribe((lease) => {
        third.unsubscribe();
        lease.release();
      });
      const third = ask();
      ask();
      scheduler.flush();
      expect(second.closed).to.equal(true);
      expect(started.map(({ id, at }) => [id, at])).to.deep.equal([
        [0, 0],
        [2, 22],
      ]);
    });

    describe('a place is not given to one who has left already', () => {
      type Enter = (limiter: SlidingWindowLimiter, subscriber: Subscriber<Lease>) => void;
      const leave = (subscriber: Subscriber<Lease>) => {
        subscriber.unsubscribe();
      };
      const cases: [string, Enter][] = [
        [
          'before',
          (limiter, subscriber) => {
            leave(subscriber);
            limiter.admit().subscribe(subscriber);
          },
        ],
        [
          'by a reader of the state that is told of it',
          (limiter, subscriber) => {
            let held: Lease | undefined;
            limiter.admit().subscribe((lease) => (held = lease));
            limiter.state$.pipe(filter(({ queued }) => queued === 1)).subscribe(() => {
              leave(subscriber);
              held?.release();
            });
            limiter.admit().subscribe(subscriber);
          },
        ],
        [
          'and released another one on the way out',
          (limiter, subscriber) => {
            limiter.admit().subscribe((lease) => {
              subscriber.add(() => {
                lease.release();
              });
            });
            limiter.admit().subscribe(subscriber);
            leave(subscriber);
          },
        ],
      ];
      for (const [when, enter] of cases) {
        it(when, () => {
          const { limiter, ask, times } = lab({ concurrency: 1 });
          const leases: Lease[] = [];
          new Observable<Lease>((subscriber) => {
            enter(limiter, subscriber);
          }).subscribe((lease) => leases.push(lease));
          expect(leases).to.deep.equal([]);
          expect(stateOf(limiter)).to.include({ queued: 0, running: 0 });
          ask();
          expect(times()).to.deep.equal([0]);
        });
      }

      it('nor is it counted as one in line', () => {
        const { limiter, ask } = lab({ concurrency: 1 }, 'kept');
        const queued: number[] = [];
        ask();
        limiter.state$.subscribe((state) => queued.push(state.queued));
        new Observable<Lease>((subscriber) => {
          leave(subscriber);
          limiter.admit().subscribe(subscriber);
        }).subscribe();
        expect(queued).to.deep.equal([0]);
      });
    });

    it('a consumer that throws does not stop the line', () => {
      marbles(({ expectObservable }) => {
        const limiter = slidingWindowLimiter({ windows: [{ limit: 1, perMs: 3 }] });
        limiter.admit().subscribe((lease) => lease.release());
        const failing = limiter.admit().pipe(
          map((lease) => {
            lease.release();
            throw new Error('consumer');
          }),
        );
        expectObservable(failing).toBe('----#', undefined, new Error('consumer'));
        expectObservable(limiter.admit().pipe(map(() => 'b'))).toBe('--------(b|)');
      });
    });

    it('twenty thousand in line are served and left at constant cost', () => {
      const { limiter, leases, ask } = lab({ concurrency: 1 }, 'kept');
      const waiting = Array.from({ length: 20_000 }, () => ask());
      waiting.filter((_, index) => index % 2 === 1).forEach((odd) => odd.unsubscribe());
      for (let i = 0; i < 10_000; i++) {
        leases[i]?.release();
      }
      expect(leases).to.have.length(10_000);
      expect(stateOf(limiter)).to.include({ queued: 0, running: 0 });
    });
  });

  describe('weights', () => {
    it('a weight that could never start is a RangeError, and does not block the line', () => {
      const { limiter, ask, times } = lab({ windows: [{ limit: 2, perMs: 10 }] });
      let caught: unknown;
      limiter.admit(3).subscribe({ error: (error: unknown) => (caught = error) });
      expect(caught).to.be.instanceOf(RangeError).with.property('message').that.includes('limit of 2');
      ask();
      expect(times()).to.deep.equal([0]);
    });

    for (const weight of [0, -1, 0.5, NaN, Infinity]) {
      it(`refuses ${String(weight)}`, () => {
        let caught: unknown;
        slidingWindowLimiter()
          .admit(weight)
          .subscribe({ error: (error: unknown) => (caught = error) });
        expect(caught).to.be.instanceOf(RangeError);
      });
    }
  });

  describe('adapt', () => {
    it('more concurrency admits at once, less waits for releases', () => {
      const { limiter, leases, ask } = lab({ concurrency: 1 }, 'kept');
      for (let i = 0; i < 5; i++) {
        ask();
      }
      limiter.adapt({ concurrency: 3 });
      expect(leases).to.have.length(3);
      limiter.adapt({ concurrency: 1 });
      leases[0]?.release();
      leases[1]?.release();
      expect(leases).to.have.length(3);
      leases[2]?.release();
      expect(leases).to.have.length(4);
    });

    it('new windows count what was started under the old ones', () => {
      const { scheduler, limiter, ask, runTo, times } = lab({
        windows: [
          { limit: 3, perMs: 10 },
          { limit: 3, perMs: 100 },
        ],
      });
      ask();
      runTo(50);
      ask();
      limiter.adapt({ windows: [{ limit: 2, perMs: 80 }] });
      ask();
      scheduler.flush();
      expect(times()).to.deep.equal([0, 50, 81]);
    });

    it('a window that is set later counts what was sent before there was any', () => {
      const { scheduler, limiter, ask, runTo, times } = lab({});
      ask(1, 5);
      runTo(40);
      ask(1, 1000); // still runs
      runTo(50);
      limiter.adapt({ windows: [{ limit: 2, perMs: 100 }] });
      expect(stateOf(limiter)?.windows).to.deep.equal([{ limit: 2, perMs: 100, used: 2 }]);
      ask();
      ask();
      scheduler.flush();
      expect(times()).to.deep.equal([0, 40, 106, 207]);
    });

    it('a window of up to 1,000 is exact however much was sent before it was set', () => {
      const { scheduler, limiter, ask, times, runTo } = lab({});
      for (let at = 0; at < 5000; at++) {
        runTo(at);
        ask();
      }
      limiter.adapt({ windows: [{ limit: 1000, perMs: 60_000 }] });
      ask();
      ask();
      scheduler.flush();
      expect(times().slice(-2)).to.deep.equal([64_001, 64_002]);
    });

    it('a window that was dropped and comes back counts what was sent in between', () => {
      const { scheduler, limiter, ask, times } = lab({ windows: [{ limit: 1, perMs: 10 }] });
      ask();
      limiter.adapt({ windows: [] });
      ask();
      limiter.adapt({ windows: [{ limit: 1, perMs: 10 }] });
      ask();
      scheduler.flush();
      expect(times()).to.deep.equal([0, 0, 11]);
    });

    it('a wider limit lets those who wait start at once', () => {
      const { limiter, ask, times, scheduler } = lab({ windows: [{ limit: 1, perMs: 10 }] });
      ask();
      ask();
      limiter.adapt({ windows: [{ limit: 2, perMs: 10 }] });
      expect(times()).to.deep.equal([0, 0]);
      limiter.adapt({ windows: [] });
      ask();
      expect(times()).to.deep.equal([0, 0, 0]);
      expect(scheduler.actions).to.have.length(0);
    });

    it('what is left out stays as it is', () => {
      const { limiter } = lab({ windows: [{ limit: 4, perMs: 10 }], concurrency: 2 });
      limiter.adapt({ concurrency: 3 });
      limiter.adapt({});
      expect(stateOf(limiter)).to.deep.equal({
        queued: 0,
        running: 0,
        heldUntil: undefined,
        nextAt: undefined,
        windows: [{ limit: 4, perMs: 10, used: 0 }],
        concurrency: 3,
      });
    });

    it('one who waits and no longer fits is refused instead of blocking the line for ever', () => {
      const { scheduler, limiter, ask, times } = lab({ windows: [{ limit: 3, perMs: 10 }] });
      ask();
      let caught: unknown;
      limiter.admit(3).subscribe({ error: (error: unknown) => (caught = error) });
      ask();
      limiter.adapt({ windows: [{ limit: 2, perMs: 10 }] });
      expect(caught).to.be.instanceOf(RangeError);
      scheduler.flush();
      expect(times()).to.deep.equal([0, 0]);
    });

    it('refuses limits out of range and keeps the old ones', () => {
      const { limiter } = lab({ concurrency: 2 });
      expect(() => {
        limiter.adapt({ concurrency: 5, windows: [{ limit: 0, perMs: 1 }] });
      }).to.throw(RangeError);
      expect(stateOf(limiter)).to.include({ concurrency: 2 });
    });
  });

  describe('maxWaitMs', () => {
    const errorsOf = (limiter: SlidingWindowLimiter) => {
      const errors: unknown[] = [];
      return {
        errors,
        ask: () =>
          limiter
            .admit()
            .subscribe({ next: (lease) => lease.release(), error: (error: unknown) => errors.push(error) }),
      };
    };

    it('a longer wait for a place is an error with the wait, at once, for all who wait, and leaves no timer', () => {
      const { limiter, scheduler, runTo } = lab({ windows: [{ limit: 2, perMs: 3600, maxWaitMs: 60 }] });
      const { ask, errors } = errorsOf(limiter);
      for (let i = 0; i < 4; i++) ask();
      expect(errors).to.have.length(2);
      for (const error of errors) {
        expect(error).to.be.instanceOf(WaitTooLongError).and.to.include({ waitMs: 3601, maxWaitMs: 60 });
      }
      expect(scheduler.actions).to.have.length(0);
      runTo(3600);
      ask();
      expect([errors.length, scheduler.actions.length]).to.deep.equal([2, 1]);
    });

    it('a shorter wait is waited out, and so is that for a place that is not free before something ends', () => {
      const { limiter, started, ask, leases, runTo } = lab(
        { windows: [{ limit: 1, perMs: 50, maxWaitMs: 60 }] },
        'kept',
      );
      ask();
      const asked = errorsOf(limiter);
      asked.ask();
      runTo(1000);
      leases[0]?.release();
      runTo(1050);
      expect(asked.errors).to.deep.equal([]);
      expect(stateOf(limiter)?.queued).to.equal(1);
      runTo(1051);
      expect([stateOf(limiter)?.queued, started.length]).to.deep.equal([0, 1]);
    });

    it('a hold is no wait for a window', () => {
      const { limiter, ask, times, scheduler } = lab({ windows: [{ limit: 9, perMs: 10, maxWaitMs: 0 }] });
      limiter.hold(500);
      ask();
      scheduler.flush();
      expect(times()).to.deep.equal([500]);
    });
  });

  describe('state$', () => {
    it('tells when the first of those who wait may start, where time alone decides', () => {
      const { limiter, ask, leases, scheduler } = lab({ windows: [{ limit: 1, perMs: 10 }] }, 'kept');
      const seen: (number | undefined)[] = [];
      limiter.state$.subscribe(({ nextAt }) => seen.push(nextAt));
      ask();
      ask();
      expect(seen.at(-1)).to.equal(undefined);
      leases[0]?.release();
      expect(seen.at(-1)).to.equal(11);
      limiter.hold(30);
      expect(seen.at(-1)).to.equal(30);
      scheduler.flush();
      expect(seen.at(-1)).to.equal(undefined);
    });

    it('gives the state at once, then each change, without repeats', () => {
      const { limiter, scheduler, leases, ask } = lab({ windows: [{ limit: 1, perMs: 10 }] }, 'kept');
      const seen: string[] = [];
      limiter.state$.subscribe(({ queued, running, heldUntil, windows }) => {
        seen.push(`${String(queued)} ${String(running)} ${String(windows[0]?.used)} ${String(heldUntil)}`);
      });
      ask();
      ask();
      limiter.hold(4);
      limiter.hold(3);
      limiter.adapt({});
      leases[0]?.release();
      leases[0]?.release();
      scheduler.flush();
      leases[1]?.release();
      expect(seen).to.deep.equal([
        '0 0 0 undefined',
        '0 1 1 undefined',
        '1 1 1 undefined',
        '1 1 1 4',
        '1 0 1 4',
        '0 1 1 undefined',
        '0 0 1 undefined',
      ]);
    });

    it('a reader that changes the limiter while it is told sees every state, in order', () => {
      const { limiter } = lab({});
      const seen: number[] = [];
      limiter.state$.subscribe(({ concurrency }) => {
        seen.push(concurrency);
        if (concurrency !== 2) {
          limiter.adapt({ concurrency: concurrency === Infinity ? 3 : 2 });
        }
      });
      expect(seen).to.deep.equal([Infinity, 3, 2]);
    });

    it('never completes, and leaves no reader behind', () => {
      marbles(({ expectObservable }) => {
        const limiter = slidingWindowLimiter();
        expectObservable(limiter.state$.pipe(map(({ running }) => running)), '--!').toBe('a--', { a: 0 });
      });
    });
  });

  describe('refuses at the call', () => {
    const wrong: [string, SlidingWindowLimiterConfig][] = [
      ['concurrency', { concurrency: 0 }],
      ['concurrency', { concurrency: 1.5 }],
      ['concurrency', { concurrency: NaN }],
      ['windows[0].limit', { windows: [{ limit: 0, perMs: 1 }] }],
      ['windows[0].limit', { windows: [{ limit: Infinity, perMs: 1 }] }],
      ['windows[0].perMs', { windows: [{ limit: 1, perMs: 0 }] }],
      [
        'windows[1].perMs',
        {
          windows: [
            { limit: 1, perMs: 1 },
            { limit: 1, perMs: NaN },
          ],
        },
      ],
    ];
    for (const [name, config] of wrong) {
      it(`${name} in ${JSON.stringify(config)}`, () => {
        expect(() => slidingWindowLimiter(config)).to.throw(
          RangeError,
          `slidingWindowLimiter: ${name} must be`,
        );
      });
    }

    for (const ms of [-1, NaN, Infinity]) {
      it(`hold(${String(ms)})`, () => {
        expect(() => {
          slidingWindowLimiter().hold(ms);
        }).to.throw(
          RangeError,
          `slidingWindowLimiter: hold must be finite and at least 0, got ${String(ms)}`,
        );
      });
    }
  });
});
