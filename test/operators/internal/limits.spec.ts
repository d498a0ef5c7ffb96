import { expect } from 'chai';
import { checkLimits, checkWeight } from '../../../operators/internal/limits.js';

describe('checkLimits', () => {
  const wrong: [string, number, number, number][] = [
    ['concurrency', 1, 1, 0],
    ['concurrency', 1, 1, 2.5],
    ['concurrency', 1, 1, -Infinity],
    ['windows[0].limit', 0, 1, 1],
    ['windows[0].limit', 2 ** 53, 1, 1],
    ['windows[0].perMs', 1, 0, 1],
    ['windows[0].perMs', 1, Infinity, 1],
    ['windows[0].perMs', 1, NaN, 1],
  ];
  for (const [name, limit, perMs, concurrency] of wrong) {
    it(`names ${name} for ${String(limit)} per ${String(perMs)} ms, ${String(concurrency)} at a time`, () => {
      expect(() => {
        checkLimits([{ limit, perMs }], concurrency);
      }).to.throw(RangeError, `slidingWindowLimiter: ${name} must be`);
    });
  }

  it('takes a cap of Infinity, and a window of a fraction of a millisecond', () => {
    expect(() => {
      checkLimits([{ limit: 1, perMs: 0.5 }], Infinity);
    }).not.to.throw();
  });
});

describe('checkWeight', () => {
  const windows = [
    { limit: 5, perMs: 10 },
    { limit: 3, perMs: 5 },
  ];
  const cases: [number, string | undefined][] = [
    [1, undefined],
    [3, undefined],
    [4, 'slidingWindowLimiter: weight must be within the limit of 3 per 5 ms, got 4'],
    [0, 'slidingWindowLimiter: weight must be a whole number from 1, got 0'],
    [1.5, 'a whole number from 1'],
    [NaN, 'a whole number from 1'],
  ];
  for (const [weight, message] of cases) {
    it(`${String(weight)}: ${message ?? 'fits'}`, () => {
      const checked = () => {
        checkWeight(weight, windows);
      };
      if (message === undefined) expect(checked).not.to.throw();
      else expect(checked).to.throw(RangeError, message);
    });
  }
});
