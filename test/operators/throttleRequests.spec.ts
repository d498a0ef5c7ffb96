import { expect } from 'chai';
import fc from 'fast-check';
import {
  defer,
  EMPTY,
  from,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  NEVER,
  Observable,
  of,
  range,
  take,
  tap,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import { throttleRequests } from '../../operators/throttleRequests.js';
import type { Limiter, LimiterState } from '../../operators/throttleRequests.js';
import { slowRelay } from '../support/slow-relay.js';
import { busiest, windowServer } from '../support/window-server.js';
import { marbles } from '../support/marbles.js';

function stateOf(limiter: Limiter): LimiterState | undefined {
  let state: LimiterState | undefined;
  limiter.state$.pipe(take(1)).subscribe((now) => (state = now));
  return state;
}

const one = () => slidingWindowLimiter({ concurrency: 1 });

describe('throttleRequests', () => {
  describe('standing set', () => {
    it('empty completes and gives its place back', () => {
      const limiter = one();
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('--|');
        expectObservable(source.pipe(throttleRequests(limiter))).toBe('--|');
        expectSubscriptions(source.subscriptions).toBe('^-!');
      });
      expect(stateOf(limiter)).to.include({ queued: 0, running: 0 });
    });

    it('never keeps its place until it is unsubscribed', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = one();
        const next = cold('a|');
        expectObservable(NEVER.pipe(throttleRequests(limiter)), '---!').toBe('----');
        expectObservable(next.pipe(throttleRequests(limiter))).toBe('---a|');
        expectSubscriptions(next.subscriptions).toBe('---^!');
      });
    });

    it('an error passes through and gives the place back', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = one();
        const next = cold('a|');
        expectObservable(cold('-#').pipe(throttleRequests(limiter))).toBe('-#');
        expectObservable(next.pipe(throttleRequests(limiter))).toBe('-a|');
        expectSubscriptions(next.subscriptions).toBe('-^!');
      });
    });

    it('an error thrown while subscribing to the source gives the place back', () => {
      const limiter = one();
      const broken = new Observable<never>(() => {
        throw new Error('broken');
      });
      let caught: unknown;
      broken.pipe(throttleRequests(limiter)).subscribe({ error: (error: unknown) => (caught = error) });
      expect(caught).to.be.an('error').with.property('message', 'broken');
      expect(stateOf(limiter)).to.include({ running: 0 });
    });

    it('an error of the limiter reaches the consumer, without a request', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('a|');
        const refusing: Limiter = {
          admit: () => throwError(() => 'refused'),
          hold: () => undefined,
          state$: NEVER,
        };
        expectObservable(source.pipe(throttleRequests(refusing))).toBe('#', undefined, 'refused');
        expectSubscriptions(source.subscriptions).toBe([]);
      });
    });

    it('early unsubscribe while running gives the place back and ends the source', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = one();
        const source = cold('a-b-c|');
        const next = cold('     d|');
        expectObservable(source.pipe(throttleRequests(limiter)), '---!').toBe('a-b-');
        expectObservable(next.pipe(throttleRequests(limiter))).toBe('---d|');
        expectSubscriptions(source.subscriptions).toBe('^--!');
        expectSubscriptions(next.subscriptions).toBe('---^!');
      });
    });

    it('unsubscribe while queued leaves the queue: the source is never subscribed to, the next moves up', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = one();
        const gone = cold('b|');
        const next = cold('c|');
        expectObservable(cold('----a|').pipe(throttleRequests(limiter))).toBe('----a|');
        expectObservable(gone.pipe(throttleRequests(limiter)), '--!').toBe('---');
        expectObservable(next.pipe(throttleRequests(limiter))).toBe('-----c|');
        expectSubscriptions(gone.subscriptions).toBe([]);
        expectSubscriptions(next.subscriptions).toBe('-----^!');
      });
    });

    it('resubscribe is cold: each subscription queues and counts on its own', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = slidingWindowLimiter({ windows: [{ limit: 1, perMs: 5 }] });
        const source = cold('a|');
        const result = source.pipe(throttleRequests(limiter));
        expectObservable(result).toBe('a|');
        expectObservable(result).toBe('-------a|');
        expectSubscriptions(source.subscriptions).toBe(['^!', '-------^!']);
      });
    });

    it('a synchronous source that may start stays synchronous', () => {
      const seen: unknown[] = [];
      of('a', 'b')
        .pipe(throttleRequests(one()))
        .subscribe({ next: (value) => seen.push(value), complete: () => seen.push('end') });
      expect(seen).to.deep.equal(['a', 'b', 'end']);
    });

    it('a synchronous source cut short gives its place back', () => {
      const limiter = one();
      of('a', 'b').pipe(throttleRequests(limiter), take(1)).subscribe();
      expect(stateOf(limiter)).to.include({ running: 0 });
    });

    it('a re-entrant consumer that asks for the next inside next or complete is served in its turn', () => {
      const limiter = one();
      const seen: string[] = [];
      const request = (name: string) => of(name).pipe(throttleRequests(limiter));
      request('a').subscribe({
        next: (value) => {
          seen.push(value);
          request('b').subscribe((inner) => seen.push(inner));
          seen.push('after b');
        },
        complete: () => {
          request('c').subscribe((inner) => seen.push(inner));
        },
      });
      expect(seen).to.deep.equal(['a', 'after b', 'b', 'c']);
    });

    it('a chain of 20,000 synchronous requests does not grow the stack', () => {
      const limiter = one();
      let served = 0;
      const request = (left: number): void => {
        if (left > 0) {
          EMPTY.pipe(throttleRequests(limiter)).subscribe({
            complete: () => {
              served++;
              request(left - 1);
            },
          });
        }
      };
      request(20_000);
      expect(served).to.equal(20_000);
    });
  });

  describe('laws', () => {
    it('delays subscription, never drops (`throttle` drops values)', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = slidingWindowLimiter({ windows: [{ limit: 2, perMs: 10 }] });
        const source = cold('(abc|)');
        const result = source.pipe(throttleRequests(limiter));
        expectObservable(merge(result, result, result)).toBe('(abcabc)---(abc|)');
        expectSubscriptions(source.subscriptions).toBe(['(^!)', '(^!)', '-----------(^!)']);
      });
    });

    it('every attempt counts, retries too', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = slidingWindowLimiter({ windows: [{ limit: 1, perMs: 10 }] });
        const source = cold('-#');
        const policy = { maxAttempts: 3, baseMs: 0 };
        expectObservable(source.pipe(throttleRequests(limiter), retryWithBackoff(policy))).toBe(
          '-------------------------#',
        );
        expectSubscriptions(source.subscriptions).toBe([
          '^!',
          '------------^!',
          '------------------------^!',
        ]);
      });
    });

    it('a 429 holds every request of that key (octokit throttling#629)', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = one();
        const limited = defer(() => {
          limiter.hold(6);
          return throwError(() => '429');
        });
        const other = cold('a|');
        expectObservable(limited.pipe(throttleRequests(limiter))).toBe('#', undefined, '429');
        expectObservable(other.pipe(throttleRequests(limiter))).toBe('------a|');
        expectSubscriptions(other.subscriptions).toBe('------^!');
      });
    });

    it('a weight counts as so many', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = slidingWindowLimiter({ windows: [{ limit: 3, perMs: 5 }] });
        const heavy = cold('a|');
        const light = cold('b|');
        expectObservable(heavy.pipe(throttleRequests(limiter, 3))).toBe('a|');
        expectObservable(light.pipe(throttleRequests(limiter))).toBe('-------b|');
        expectSubscriptions(light.subscriptions).toBe('-------^!');
      });
    });
  });

  describe('in no window, measured at the server, do more requests arrive than allowed, retries included', () => {
    const askArb = fc.record({
      afterMs: fc.integer({ min: 0, max: 30 }),
      upMs: fc.integer({ min: 0, max: 80 }),
      downMs: fc.integer({ min: 0, max: 20 }),
      failures: fc.integer({ min: 0, max: 2 }),
    });

    it('over a network with any delays: a server that counts arrivals refuses nothing', () => {
      const config = fc.record({
        limit: fc.integer({ min: 1, max: 8 }),
        perMs: fc.integer({ min: 1, max: 150 }),
      });
      fc.assert(
        fc.property(config, fc.array(askArb, { maxLength: 40 }), (window, asks) => {
          const scheduler = new VirtualTimeScheduler();
          const server = windowServer(scheduler, { ...window, countsRefused: true });
          const limiter = slidingWindowLimiter({ windows: [window], scheduler });
          let done = 0;
          let at = 0;
          for (const { afterMs, upMs, downMs, failures } of asks) {
            let attempt = 0;
            const sent = defer(() =>
              server.request({ upMs: attempt++ % 2 === 0 ? upMs : 80 - upMs, downMs }),
            ).pipe(
              tap(() => {
                if (attempt <= failures) throw new Error('503');
              }),
              throttleRequests(limiter),
              retryWithBackoff({ baseMs: 10, random: () => 0.5, scheduler }),
            );
            scheduler.schedule(() => sent.subscribe({ complete: () => done++ }), (at += afterMs));
          }
          scheduler.flush();
          expect(server.refused()).to.equal(0);
          expect(busiest(server.arrivals, window.perMs)).to.be.at.most(window.limit);
          expect(server.arrivals).to.have.length(asks.reduce((sum, { failures }) => sum + failures + 1, 0));
          expect(done).to.equal(asks.length);
        }),
        { numRuns: 200 },
      );
    });

    it('over real sockets, through a relay that delays each connection by another time', async () => {
      const [limit, perMs, requests] = [10, 120, 45];
      // The first of each window is late and the rest is not: what a log of send times does not see.
      const relay = await slowRelay((connection) => (connection % limit < limit / 2 ? 60 : 0));
      const limiter = slidingWindowLimiter({ windows: [{ limit, perMs }] });
      let attempts = 0;
      const sent = defer(() => relay.get()).pipe(
        tap(() => {
          if (attempts++ % 9 === 4) throw new Error('503');
        }),
        throttleRequests(limiter),
        retryWithBackoff({ baseMs: 0, budget: undefined }),
      );
      try {
        await lastValueFrom(
          range(requests).pipe(
            mergeMap(() => sent),
            map(() => undefined),
          ),
        );
        expect(relay.arrivals.length).to.be.greaterThan(requests);
        expect(busiest(relay.arrivals, perMs)).to.be.at.most(limit);
      } finally {
        await relay.close();
      }
    });
  });

  for (const weight of [0, -1, 1.5, NaN, Infinity]) {
    it(`refuses a weight of ${String(weight)} at the call`, () => {
      expect(() => throttleRequests(one(), weight)).to.throw(
        RangeError,
        `throttleRequests: weight must be a whole number from 1, got ${String(weight)}`,
      );
    });
  }

  describe('waitOf', () => {
    it('a refusal holds everybody before its own place is free, whoever waits', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const limiter = one();
        const refused = cold('--#', undefined, { status: 429, waitMs: 5 });
        const waiting = cold('a|');
        const waitOf = (error: unknown): number => (error as { waitMs: number }).waitMs;
        expectObservable(refused.pipe(throttleRequests(limiter, 1, { waitOf }))).toBe('--#', undefined, {
          status: 429,
          waitMs: 5,
        });
        expectObservable(waiting.pipe(throttleRequests(limiter))).toBe('-------a|');
        expectSubscriptions(waiting.subscriptions).toBe('-------^!');
      });
    });

    for (const wait of [undefined, NaN, 0, -5]) {
      it(`${String(wait)} holds nobody`, () => {
        marbles(({ cold, expectObservable }) => {
          const limiter = one();
          expectObservable(cold('-#').pipe(throttleRequests(limiter, 1, { waitOf: () => wait }))).toBe('-#');
          expectObservable(cold('a|').pipe(throttleRequests(limiter))).toBe('-a|');
        });
      });
    }

    it('what it throws, or the limiter at it, is the error, and the place is given back', () => {
      const broken = (): number => {
        throw new Error('broken');
      };
      for (const [waitOf, message] of [
        [broken, 'broken'],
        [() => Infinity, 'hold'],
      ] as const) {
        const limiter = one();
        let caught: unknown;
        throwError(() => 'down')
          .pipe(throttleRequests(limiter, 1, { waitOf }))
          .subscribe({ error: (error: unknown) => (caught = error) });
        expect(String(caught)).to.include(message);
        expect(stateOf(limiter)).to.include({ running: 0 });
      }
    });
  });

  describe('onQueued', () => {
    it('is called for who has to wait, and for nobody else', () => {
      const limiter = one();
      const queued: string[] = [];
      const request = (name: string, source: Observable<string>) =>
        source.pipe(throttleRequests(limiter, 1, { onQueued: () => queued.push(name) })).subscribe();
      request('a', of('a'));
      const running = request('b', NEVER);
      request('c', of('c'));
      running.unsubscribe();
      request('d', of('d'));
      expect(queued).to.deep.equal(['c']);
    });

    it('what it throws is the error, and the queue is left', () => {
      const limiter = one();
      NEVER.pipe(throttleRequests(limiter)).subscribe();
      const onQueued = (): never => {
        throw new Error('broken');
      };
      let caught: unknown;
      of('a')
        .pipe(throttleRequests(limiter, 1, { onQueued }))
        .subscribe({ error: (error: unknown) => (caught = error) });
      expect(String(caught)).to.equal('Error: broken');
      expect(stateOf(limiter)).to.include({ queued: 0, running: 1 });
    });
  });

  describe('a limiter that breaks its word', () => {
    const lying = (admit: Limiter['admit']): Limiter => ({ admit, hold: () => undefined, state$: NEVER });

    it('gives two leases: the second goes back at once, and the source runs once', () => {
      const released: number[] = [];
      const leases = [0, 1].map((at) => ({ release: () => released.push(at) }));
      let runs = 0;
      const source = defer(() => {
        runs += 1;
        return NEVER;
      });
      const subscription = source.pipe(throttleRequests(lying(() => from(leases)))).subscribe();
      expect([runs, released]).to.deep.equal([1, [1]]);
      subscription.unsubscribe();
      expect(released).to.deep.equal([1, 0]);
    });

    it('admits nobody and completes: an empty end, without a request', () => {
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source = cold('a|');
        expectObservable(source.pipe(throttleRequests(lying(() => EMPTY)))).toBe('|');
        expectSubscriptions(source.subscriptions).toBe([]);
      });
    });
  });

  it('a synchronous source that never ends is left in the middle', () => {
    let read = 0;
    const endless = function* (): Generator<number> {
      for (;;) yield (read += 1);
    };
    from(endless()).pipe(throttleRequests(one()), take(3)).subscribe();
    expect(read).to.equal(3);
  });
});
