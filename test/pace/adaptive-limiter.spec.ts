import { expect } from 'chai';
import fc from 'fast-check';
import { defer, map, Observable, of, range, mergeMap, take, tap, VirtualTimeScheduler } from 'rxjs';
import { retryWithBackoff } from '../../operators/retryWithBackoff.js';
import { WaitTooLongError } from '../../operators/errors.js';
import { type Lease, throttleRequests } from '../../operators/throttleRequests.js';
import {
  adaptiveLimiter,
  type AdaptiveLimiter,
  type AdaptiveLimiterConfig,
  type AdaptiveState,
} from '../../src/pace/adaptive-limiter.js';
import type { LimitHeaders } from '../../src/pace/learned-limits.js';
import { windowServer, type ModelReply } from '../support/window-server.js';
import { marbles } from '../support/marbles.js';

type Headers = Readonly<Record<string, string>>;

const headerOf = (headers: Headers) => (name: string) => headers[name.toLowerCase()] ?? null;
const none = headerOf({});

const NAMES: LimitHeaders = {
  window: 'x-ratelimit-window',
  limit: 'x-ratelimit-limit',
  remaining: 'x-ratelimit-remaining',
  reset: 'x-ratelimit-reset',
  resetIs: 'point',
};

/** A time in Unix milliseconds, so that points in time are told from delays. */
const NOW = 1_795_176_000_000;

const onVirtualTime = (): VirtualTimeScheduler => {
  const scheduler = new VirtualTimeScheduler();
  scheduler.frame = NOW;
  return scheduler;
};

const told = (window: string, limit: number, remaining: number, resetInMs: number): Headers => ({
  'x-ratelimit-window': window,
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String((NOW + resetInMs) / 1000),
});

const stateOf = (limiter: AdaptiveLimiter): AdaptiveState => {
  let state: AdaptiveState | undefined;
  limiter.state$.pipe(take(1)).subscribe((now) => (state = now));
  return state!;
};

/** A limiter on virtual time, and what it has started. */
const lab = (config: AdaptiveLimiterConfig = {}) => {
  const scheduler = onVirtualTime();
  const limiter = adaptiveLimiter({ limitHeaders: NAMES, ...config, scheduler });
  const leases: Lease[] = [];
  const times: number[] = [];
  const ask = (count = 1) => {
    for (let i = 0; i < count; i++) {
      limiter.admit().subscribe((lease) => {
        leases.push(lease);
        times.push(scheduler.now() - NOW);
      });
    }
  };
  const observe = (status: number, headers: Headers = {}, sentAtMs?: number) => {
    limiter.observe({ status, header: headerOf(headers), nowMs: scheduler.now(), sentAtMs });
  };
  return { scheduler, limiter, leases, times, ask, observe, state: () => stateOf(limiter) };
};

describe('adaptiveLimiter', () => {
  describe('concurrency', () => {
    it('a 429 halves what may run; it comes back by one after every ten successes, then the cap is lifted', () => {
      const { ask, observe, state, leases } = lab();
      ask(4);
      observe(429);
      expect(state().concurrency).to.equal(2);
      leases.forEach((lease) => {
        lease.release();
      });
      const seen: number[] = [];
      for (let i = 0; i < 20; i++) {
        observe(200);
        seen.push(state().concurrency);
      }
      expect(seen.indexOf(3)).to.equal(9);
      expect(seen.indexOf(Infinity)).to.equal(19);
    });

    it('the cut holds back those who wait, and a rise lets one more go', () => {
      const { ask, observe, leases } = lab({ concurrency: 4, successes: 2 });
      ask(10);
      observe(429);
      leases.slice(0, 3).forEach((lease) => {
        lease.release();
      });
      expect(leases).to.have.length(5);
      observe(200);
      observe(200);
      expect(leases).to.have.length(6);
    });

    it('against a server that bears four at once it is refused far less often (cloudquery#15780)', () => {
      const refusedWith = (adapts: boolean): number => {
        const scheduler = onVirtualTime();
        const limiter = adaptiveLimiter({ scheduler });
        let running = 0;
        let refused = 0;
        const server = new Observable<number>((subscriber) => {
          const status = running >= 4 ? 429 : 200;
          if (status === 429) refused++;
          else running++;
          return scheduler.schedule(
            () => {
              if (status === 200) running--;
              subscriber.next(status);
              subscriber.complete();
            },
            status === 200 ? 50 : 5,
          );
        });
        const sent = defer(() => {
          const sentAtMs = scheduler.now();
          return server.pipe(
            tap((status) => {
              if (adapts) limiter.observe({ status, header: none, nowMs: scheduler.now(), sentAtMs });
              if (status === 429) throw new Error('429');
            }),
          );
        }).pipe(
          throttleRequests(limiter),
          retryWithBackoff({ maxAttempts: 1000, baseMs: 20, maxDelayMs: 50, random: () => 0.5, scheduler }),
        );
        let done = 0;
        range(300)
          .pipe(mergeMap(() => sent, 32))
          .subscribe(() => done++);
        scheduler.flush();
        expect(done).to.equal(300);
        return refused;
      };
      expect(refusedWith(true)).to.be.lessThan(refusedWith(false) / 5);
    });
  });

  describe('a 429 holds', () => {
    const holds: [string, number, Headers, number | undefined][] = [
      ['for the server’s wait', 429, { 'retry-after': '7' }, 7000],
      ['for a fraction, rounded up', 429, { 'retry-after-ms': '0.5' }, 1],
      ['until the reset, with nothing left', 429, told('30s', 600, 0, 12_000), 12_000],
      ['not while something is left', 429, told('30s', 600, 3, 12_000), undefined],
      ['not for longer than is accepted', 429, { 'retry-after': '61' }, undefined],
      ['not for ever', 429, { 'retry-after': `${'9'.repeat(400)}d` }, undefined],
      ['not when it tells nothing', 429, {}, undefined],
    ];
    for (const [name, status, headers, heldMs] of holds) {
      it(name, () => {
        const { observe, state } = lab();
        observe(status, headers);
        expect(state().heldUntil).to.equal(heldMs === undefined ? undefined : NOW + heldMs);
      });
    }

    it('nothing left on a 200 is no exhaustion', () => {
      const { observe, state, ask, times } = lab();
      observe(200, { ...told('30s', 600, 0, 12_000), 'retry-after': '7' });
      ask();
      expect(state().heldUntil).to.equal(undefined);
      expect(times).to.deep.equal([0]);
    });

    it('maxHoldMs of Infinity accepts every wait that is a time', () => {
      const { observe, state } = lab({ maxHoldMs: Infinity });
      observe(429, { 'retry-after': `${'9'.repeat(400)}d` });
      observe(429, { 'retry-after': '3600' });
      expect(state().heldUntil).to.equal(NOW + 3_600_000);
    });

    it('a looser window in the refusal itself lets nobody through before the hold', () => {
      const { scheduler, observe, ask, leases, times } = lab();
      observe(200, told('1s', 1, 1, 500));
      ask(2);
      leases[0]?.release();
      observe(429, { ...told('1s', 5, 0, 700), 'retry-after': '3' });
      scheduler.flush();
      expect(times).to.deep.equal([0, 3000]);
    });
  });

  describe('windows', () => {
    it('a learned window is kept from then on, and counts what was sent before', () => {
      const { scheduler, observe, ask, leases, times, state } = lab();
      ask(2);
      leases[0]?.release();
      observe(200, told('1s', 3, 1, 1000));
      expect(state().windows).to.deep.equal([{ limit: 3, perMs: 1000, used: 2 }]);
      const reset = { resetAtMs: NOW + 1000, ownResetAtMs: NOW + 1000 };
      expect(state().learned).to.deep.equal([
        { limit: 3, perMs: 1000, remaining: 1, ...reset, reportedAtMs: NOW },
      ]);
      leases[1]?.release();
      ask(2);
      scheduler.flush();
      expect(times).to.deep.equal([0, 0, 0, 1001]);
    });

    it('never loosens what the user configured, in the same window or beside it', () => {
      const { observe, state } = lab({ windows: [{ limit: 5, perMs: 1000 }] });
      observe(200, told('1s', 100, 99, 1000));
      expect(state().windows).to.deep.equal([{ limit: 5, perMs: 1000, used: 0 }]);
      observe(200, told('30s', 600, 99, 1000));
      expect(state().windows.map(({ limit, perMs }) => [limit, perMs])).to.deep.equal([
        [5, 1000],
        [600, 30_000],
      ]);
    });

    it('tightens and loosens what it learned, and what is configured stands again', () => {
      const { observe, state } = lab({ windows: [{ limit: 5, perMs: 1000 }] });
      const limits = [2, 4, 100].map((limit) => {
        observe(200, told('1s', limit, 0, 1000));
        return state().windows[0]?.limit;
      });
      expect(limits).to.deep.equal([2, 4, 5]);
    });

    it('a late reply of an older window does not bring its limit back', () => {
      const { observe, state } = lab();
      observe(200, told('1s', 50, 49, 900));
      observe(200, told('1s', 1, 0, -100));
      expect(state().windows[0]?.limit).to.equal(50);
      expect(state().learned[0]?.remaining).to.equal(49);
    });

    const malformed: [string, Headers][] = [
      ['a window that is none', { 'x-ratelimit-window': 'soon' }],
      ['a limit that is none', { 'x-ratelimit-limit': '1e3' }],
      ['a limit of 0', { 'x-ratelimit-limit': '0' }],
      ['two limits in one header', { 'x-ratelimit-limit': '600, 600' }],
      ['a rest that is none', { 'x-ratelimit-remaining': '-1' }],
      ['more left than there is', { 'x-ratelimit-remaining': '601' }],
      ['a reset that is none', { 'x-ratelimit-reset': 'never' }],
      ['a reset that has passed', { 'x-ratelimit-reset': 'Thu, 01 Jan 1970 00:00:00 GMT' }],
      ['a reset beyond the window', { 'x-ratelimit-reset': String((NOW + 9e6) / 1000) }],
      [
        'headers without an end',
        { 'x-ratelimit-window': '9'.repeat(100_000), 'x-ratelimit-reset': '1h'.repeat(100_000) },
      ],
    ];
    for (const [name, headers] of malformed) {
      it(`after good headers, ${name} changes nothing`, () => {
        const { observe, state } = lab();
        observe(200, told('30s', 600, 5, 12_000));
        const before = state();
        observe(200, { ...told('30s', 600, 5, 12_000), ...headers });
        expect(state()).to.deep.equal(before);
        observe(200, headers);
        expect(state()).to.deep.equal(before);
      });
    }

    it('a window of an hour that a server makes up parks nobody: whoever would wait beyond maxHoldMs fails with the wait', () => {
      const { limiter, ask, observe, leases, scheduler } = lab({ maxHoldMs: 60_000 });
      ask();
      observe(200, told('3600', 1, 0, 3_600_000));
      leases[0]?.release();
      const errors: unknown[] = [];
      limiter.admit().subscribe({ error: (error: unknown) => errors.push(error) });
      expect(errors[0])
        .to.be.instanceOf(WaitTooLongError)
        .and.to.include({ waitMs: 3_600_001, maxWaitMs: 60_000 });
      expect(scheduler.actions).to.have.length(0);
    });

    it('learns nothing where no headers are named, or they lie', () => {
      const unnamed = lab({ limitHeaders: undefined });
      unnamed.observe(200, told('1s', 3, 1, 1000));
      const lied = lab();
      lied.observe(403, told('blacklist', 0, 0, 0));
      lied.observe(200, { ...told('1s', 0, 0, 0), 'x-ratelimit-limit': '-3' });
      expect([unnamed.state().windows, lied.state().windows]).to.deep.equal([[], []]);
    });
  });

  describe('state$', () => {
    it('gives the state at once, then each change, and never completes', () => {
      marbles(({ cold, expectObservable }) => {
        const limiter = adaptiveLimiter({ concurrency: 4, limitHeaders: NAMES });
        cold('-a-a|').subscribe(() => {
          limiter.observe({ status: 429, header: none, nowMs: 0 });
        });
        const caps = limiter.state$.pipe(map(({ concurrency }) => concurrency));
        expectObservable(caps, '------!').toBe('ab-c---', { a: 4, b: 2, c: 1 });
      });
    });

    it('a reader that observes while it is told ends with the latest windows', () => {
      const { limiter, observe, state } = lab();
      limiter.state$.subscribe(({ learned }) => {
        if (learned.length === 1) observe(200, told('30s', 600, 1, 500));
      });
      observe(200, told('1s', 9, 1, 500));
      expect(state().windows.map(({ limit }) => limit)).to.deep.equal([9, 600]);
    });
  });

  describe('refuses at the call', () => {
    const wrong: [string, AdaptiveLimiterConfig][] = [
      ['successes', { successes: 0 }],
      ['successes', { successes: 1.5 }],
      ['maxHoldMs', { maxHoldMs: -1 }],
      ['maxHoldMs', { maxHoldMs: NaN }],
      ['concurrency', { concurrency: 0 }],
      ['windows[0].limit', { windows: [{ limit: 0, perMs: 1 }] }],
    ];
    for (const [name, config] of wrong) {
      it(`${name} in ${JSON.stringify(config)}`, () => {
        expect(() => adaptiveLimiter(config)).to.throw(RangeError, name);
      });
    }
  });

  describe('against a server that enforces a sliding window by time of arrival', () => {
    const askArb = fc.record({
      afterMs: fc.integer({ min: 0, max: 25 }),
      upMs: fc.integer({ min: 0, max: 60 }),
      downMs: fc.integer({ min: 0, max: 60 }),
    });
    const worldArb = fc.record({
      limit: fc.integer({ min: 1, max: 8 }),
      perMs: fc.integer({ min: 1, max: 120 }),
      countsRefused: fc.boolean(),
      tellsWait: fc.boolean(),
      concurrency: fc.constantFrom(1, 3, Infinity),
    });
    type World = typeof worldArb extends fc.Arbitrary<infer W> ? W : never;
    type Ask = typeof askArb extends fc.Arbitrary<infer A> ? A : never;

    /** Sends everything; tells what was refused, and of that what was sent after the first response. */
    const play = (world: World, asks: readonly Ask[], documented: boolean) => {
      const { limit, perMs, tellsWait, concurrency } = world;
      const scheduler = onVirtualTime();
      const server = windowServer(scheduler, {
        ...world,
        headers: (left, refused) => ({
          'x-ratelimit-window': `${String(perMs)}ms`,
          'x-ratelimit-limit': String(limit),
          'x-ratelimit-remaining': String(left),
          'x-ratelimit-reset': String(scheduler.now() + perMs),
          ...(tellsWait && refused ? { 'retry-after-ms': String(perMs) } : {}),
        }),
      });
      const limiter = adaptiveLimiter({
        windows: documented ? [{ limit, perMs }] : [],
        limitHeaders: documented ? {} : NAMES,
        concurrency,
        scheduler,
      });
      let informed = false;
      let refusedLate = 0;
      let done = 0;
      const judge = ({ status }: ModelReply, sentInformed: boolean): void => {
        informed = true;
        if (status !== 429) return;
        if (sentInformed) refusedLate++;
        throw new Error('429');
      };
      let at = 0;
      for (const ask of asks) {
        const sent = defer(() => {
          const [sentAtMs, sentInformed] = [scheduler.now(), informed];
          return server.request(ask).pipe(
            tap((reply) => limiter.observe({ ...reply, nowMs: scheduler.now(), sentAtMs })),
            tap((reply) => judge(reply, sentInformed)),
          );
        }).pipe(
          throttleRequests(limiter),
          retryWithBackoff({ maxAttempts: 50, baseMs: 10, random: () => 0.5, scheduler }),
        );
        scheduler.schedule(() => sent.subscribe({ next: () => done++ }), (at += ask.afterMs));
      }
      scheduler.flush();
      expect(done).to.equal(asks.length);
      expect(scheduler.actions).to.have.length(0);
      return { refused: server.refused(), refusedLate };
    };

    it('with the documented limit configured nothing is ever refused', () => {
      fc.assert(
        fc.property(worldArb, fc.array(askArb, { maxLength: 40 }), (world, asks) => {
          expect(play(world, asks, true).refused).to.equal(0);
        }),
        { numRuns: 200 },
      );
    });

    it('with a learned limit nothing that was sent after the first response is refused', () => {
      fc.assert(
        fc.property(worldArb, fc.array(askArb, { maxLength: 40 }), (world, asks) => {
          expect(play(world, asks, false).refusedLate).to.equal(0);
        }),
        { numRuns: 200 },
      );
    });

    it('and such a world does refuse those who know no limit: the tests above are no accident', () => {
      const world = { limit: 3, perMs: 100, countsRefused: true, tellsWait: false, concurrency: Infinity };
      const asks = Array.from({ length: 10 }, () => ({ afterMs: 0, upMs: 5, downMs: 5 }));
      expect(play(world, asks, false).refused).to.equal(7);
    });
  });

  it('passes for a limiter wherever one is taken', () => {
    const seen: number[] = [];
    of(1, 2)
      .pipe(throttleRequests(adaptiveLimiter()))
      .subscribe((value) => seen.push(value));
    expect(seen).to.deep.equal([1, 2]);
  });
});
