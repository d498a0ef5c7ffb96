import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { take, VirtualTimeScheduler } from 'rxjs';
import type { LimitWindow } from '../../operators/slidingWindowLimiter.js';
import type { LimiterState } from '../../operators/throttleRequests.js';
import {
  cautiousLimiter,
  type CautiousLimiterConfig,
  type Learning,
} from '../../src/pace/cautious-limiter.js';

/** A limiter on virtual time, and what is seen of it. */
const lab = (config: CautiousLimiterConfig = {}, learning?: Learning) => {
  const scheduler = new VirtualTimeScheduler();
  const limiter = cautiousLimiter({ ...config, scheduler }, learning);
  const observe = (status: number, headers: Readonly<Record<string, string>> = {}) => {
    limiter.observe({ status, header: (name) => headers[name] ?? null, nowMs: scheduler.now() });
  };
  const state = (): LimiterState => {
    const states: LimiterState[] = [];
    limiter.state$.pipe(take(1)).subscribe((now) => states.push(now));
    return states[0]!;
  };
  return { scheduler, limiter, observe, state };
};

describe('cautiousLimiter', () => {
  it('a 429 halves what may run; it comes back by one after every ten successes', () => {
    const { observe, state } = lab({ concurrency: 8 });
    observe(429);
    expect(state().concurrency).to.equal(4);
    for (let i = 0; i < 9; i++) observe(200);
    expect(state().concurrency).to.equal(4);
    observe(200);
    expect(state().concurrency).to.equal(5);
  });

  it('without a cap it is half of what runs', () => {
    const { limiter, observe, state } = lab();
    for (let i = 0; i < 6; i++) limiter.admit().subscribe();
    observe(429);
    expect(state().concurrency).to.equal(3);
  });

  const holds: [string, number, Readonly<Record<string, string>>, number | undefined][] = [
    ['for the server’s wait', 429, { 'retry-after': '7' }, 7000],
    ['not for longer than is accepted', 429, { 'retry-after': '61' }, undefined],
    ['not when it tells nothing', 429, { 'x-ratelimit-reset': '7' }, undefined],
    ['not on another status', 503, { 'retry-after': '7' }, undefined],
  ];
  for (const [name, status, headers, heldUntil] of holds) {
    it(`a refusal holds ${name}`, () => {
      const { observe, state } = lab();
      observe(status, headers);
      expect(state().heldUntil).to.equal(heldUntil);
    });
  }

  it('learns no windows: those that were configured stay', () => {
    const { observe, state } = lab({ windows: [{ limit: 5, perMs: 1000 }] });
    observe(200, { 'x-ratelimit-window': '1s', 'x-ratelimit-limit': '2' });
    observe(429, { 'x-ratelimit-window': '1s', 'x-ratelimit-limit': '2' });
    expect(state().windows).to.deep.equal([{ limit: 5, perMs: 1000, used: 0 }]);
  });

  it('what it is handed to learn with says how long a refusal holds, and which windows to keep', () => {
    const kept = [{ limit: 2, perMs: 1000 }];
    const { observe, state } = lab({}, { holdOf: () => O.some(3000), windowsAfter: () => kept });
    observe(200);
    expect([state().windows, state().heldUntil]).to.deep.equal([
      [{ limit: 2, perMs: 1000, used: 0 }],
      undefined,
    ]);
    observe(429, { 'retry-after': '7' });
    expect(state().heldUntil).to.equal(3000);
  });

  const windows = [{ limit: 2, perMs: 1000 }];
  const keeping = (...kept: readonly LimitWindow[]): Learning => ({
    holdOf: () => O.none,
    // A list of its own for each response, as one that learns makes it.
    windowsAfter: () => kept.map((each) => ({ ...each })),
  });
  const news: [string, Learning | undefined, boolean[]][] = [
    ['nothing where it learns nothing', undefined, [false, false]],
    ['nothing where the windows are those that it has', keeping(...windows), [false, false]],
    ['the windows that are new, once', keeping({ limit: 1, perMs: 1000 }), [true, false]],
    ['another length', keeping({ limit: 2, perMs: 500 }), [true, false]],
    ['one window more', keeping(...windows, { limit: 9, perMs: 5000 }), [true, false]],
    ['one window less', keeping(), [true, false]],
  ];
  for (const [what, learning, expected] of news) {
    it(`a success adapts ${what}`, () => {
      const { scheduler, limiter } = lab({ windows }, learning);
      limiter.state$.subscribe();
      // Whoever adapts tells the state anew, and looks at the clock for it.
      const now = scheduler.now.bind(scheduler);
      let looks = 0;
      scheduler.now = () => {
        looks++;
        return now();
      };
      const adapted = expected.map(() => {
        const nowMs = now();
        looks = 0;
        limiter.observe({ status: 200, header: () => null, nowMs });
        return looks > 0;
      });
      expect(adapted).to.deep.equal(expected);
    });
  }

  it('the windows are those at the call, whatever becomes of the array', () => {
    const given = [{ limit: 5, perMs: 1000 }];
    const { observe, state } = lab({ windows: given, concurrency: 4 });
    given.push({ limit: 1, perMs: 9000 });
    observe(429);
    expect(state().concurrency).to.equal(2);
    expect(state().windows).to.deep.equal([{ limit: 5, perMs: 1000, used: 0 }]);
  });

  const wrong: [string, CautiousLimiterConfig][] = [
    ['successes', { successes: 0 }],
    ['maxHoldMs', { maxHoldMs: NaN }],
    ['concurrency', { concurrency: 0 }],
  ];
  for (const [name, config] of wrong) {
    it(`refuses at the call: ${name}`, () => {
      expect(() => cautiousLimiter(config)).to.throw(RangeError, name);
    });
  }
});
