import { expect } from 'chai';
import fc from 'fast-check';
import { requestsIn } from '../../src/sandbox/openai/usage.js';
import type { Series } from '../../src/sandbox/openai/records.js';

const DAY = 86_400;

const TOKENS = {
  text: 1,
  audio: 0,
  image: 0,
  cachedText: 0,
  cachedAudio: 0,
  cachedImage: 0,
  cacheWrite: 0,
  outText: 1,
  outAudio: 0,
  outImage: 0,
};

function series(number: number, perDay: number, jumps: Series['jumps'] = []): Series {
  return {
    number,
    perDay,
    jumps,
    tokens: TOKENS,
    model: 'gpt-4.1-2025-04-14',
    batch: false,
    tier: 'default',
  };
}

describe('sandbox: usage', () => {
  it('law: however a day is cut, its parts add up to it, and none is negative', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: DAY - 1 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        cuts,
        fc.nat(1e9),
        fc.nat(10_000),
        fc.integer({ min: 15_000, max: 21_000 }),
        (inner, number, perDay, day) => {
          const one = series(number, perDay, [{ at: day * DAY + 500, requests: 7 }]);
          const edges = [0, ...[...inner].sort((a, b) => a - b), DAY].map((second) => day * DAY + second);
          const parts = edges.slice(1).map((end, at) => requestsIn(one, 7, edges[at] ?? 0, end));
          expect(parts.every((part) => part >= 0)).to.equal(true);
          expect(parts.reduce((sum, part) => sum + part, 0)).to.equal(
            requestsIn(one, 7, day * DAY, day * DAY + DAY),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a jump counts in the bucket that holds it, and in no other', () => {
    const plain = series(5, 100);
    const jumped = series(5, 100, [{ at: 20_000 * DAY + 60, requests: 500 }]);
    const more = (start: number, end: number): number =>
      requestsIn(jumped, 7, start, end) - requestsIn(plain, 7, start, end);
    const base = 20_000 * DAY;
    expect([more(base, base + 60), more(base + 60, base + 120), more(base + 120, base + 180)]).to.deep.equal([
      0, 500, 0,
    ]);
    expect(requestsIn(plain, 7, base + 60, base + 60)).to.equal(0);
  });
});
