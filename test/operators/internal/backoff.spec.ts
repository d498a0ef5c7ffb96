import { expect } from 'chai';
import fc from 'fast-check';
import { backoffMs, decideRetry, timerMs } from '../../../operators/internal/backoff.js';
import type { FailedAttempt, RetryDecision } from '../../../operators/internal/backoff.js';

const limits = { maxAttempts: 3, baseMs: 100, maxDelayMs: 1000, maxWaitMs: 60_000 };
const failed: FailedAttempt = {
  error: 'e',
  attempt: 1,
  retryable: true,
  serverWaitMs: undefined,
  draw: 0.5,
};
const giveUp: RetryDecision = { action: 'giveUp' };
const backoff = (delayMs: number): RetryDecision => ({ action: 'retry', delayMs, reason: 'backoff' });
const server = (delayMs: number): RetryDecision => ({ action: 'retry', delayMs, reason: 'server' });

describe('decideRetry', () => {
  const table: [string, Partial<FailedAttempt>, RetryDecision][] = [
    ['the first backoff is half of the base', {}, backoff(50)],
    ['the second doubles', { attempt: 2 }, backoff(100)],
    ['the last attempt gives up', { attempt: 3 }, giveUp],
    ['past the last attempt gives up', { attempt: 4 }, giveUp],
    ['an error that is not retryable gives up', { retryable: false }, giveUp],
    ['the server wins over the backoff', { serverWaitMs: 7000 }, server(7000)],
    ['the server wins although it asks for less', { serverWaitMs: 1 }, server(1)],
    ['the server may ask for nothing', { serverWaitMs: 0 }, server(0)],
    ['the server lies: a wait in the past is no wait', { serverWaitMs: -5000 }, server(0)],
    ['the server lies: no number is no wait of its own', { serverWaitMs: NaN }, backoff(50)],
    ['a fraction is waited out, not cut off', { serverWaitMs: 10.2 }, server(11)],
    ['the longest accepted wait', { serverWaitMs: 60_000 }, server(60_000)],
    ['one more is refused', { serverWaitMs: 60_001 }, { action: 'refuseWait', waitMs: 60_001 }],
    ['an endless wait is refused', { serverWaitMs: Infinity }, { action: 'refuseWait', waitMs: Infinity }],
    ['the last attempt gives up whatever the wait', { attempt: 3, serverWaitMs: 60_001 }, giveUp],
    ['not retryable gives up whatever the wait', { retryable: false, serverWaitMs: 60_001 }, giveUp],
  ];
  for (const [title, change, expected] of table) {
    it(title, () => {
      expect(decideRetry({ ...failed, ...change }, limits)).to.deep.equal(expected);
    });
  }
});

describe('backoffMs', () => {
  it('is full jitter: from nothing to min(maxDelayMs, baseMs * 2^(attempt - 1)), for every attempt', () => {
    const attempts = fc.integer({ min: 1, max: 5000 });
    const ms = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        attempts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ms,
        ms,
        (n, draw, baseMs, maxDelayMs) => {
          const delay = backoffMs(n, draw, { ...limits, baseMs, maxDelayMs });
          expect(delay).to.be.within(0, maxDelayMs);
          if (n < 30) {
            expect(delay).to.equal(Math.round(draw * Math.min(maxDelayMs, baseMs * 2 ** (n - 1))));
          }
        },
      ),
    );
  });

  it('takes no other than a share from 0 to 1 from its source', () => {
    expect([-1, NaN, 2].map((draw) => backoffMs(1, draw, limits))).to.deep.equal([0, 0, 100]);
  });
});

describe('timerMs', () => {
  const table: [number | null, number | undefined][] = [
    [0, 0],
    [1.5, 1.5],
    [-5, 0],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, undefined],
    [Infinity, undefined],
    [NaN, undefined],
    [null, undefined],
  ];
  for (const [answer, expected] of table) {
    it(`${String(answer)} is ${expected === undefined ? 'no wait' : String(expected)}`, () => {
      expect(timerMs(answer)).to.equal(expected);
    });
  }
});
