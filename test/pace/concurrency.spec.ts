import { expect } from 'chai';
import { fullConcurrency, nextConcurrency } from '../../src/pace/concurrency.js';

const none = (): null => null;

describe('nextConcurrency', () => {
  const at = (status: number, nowMs = 0, sentAtMs?: number) => ({ status, header: none, nowMs, sentAtMs });
  const after = (configured: number, running: number, statuses: readonly number[], successes = 3) =>
    statuses.reduce(
      (now, status) => nextConcurrency(now, at(status), running, successes),
      fullConcurrency(configured),
    ).cap;

  const cases: [string, number, number, number[], number][] = [
    ['a 429 halves the cap', 8, 2, [429], 4],
    ['an odd cap is rounded down', 5, 5, [429], 2],
    ['never below 1', 2, 2, [429, 429, 429, 429], 1],
    ['without a cap it is half of what runs', Infinity, 10, [429], 5],
    ['without a cap and nothing running it is 1', Infinity, 0, [429], 1],
    ['a second 429 halves the cap, not what runs', Infinity, 10, [429, 429], 2],
    ['three successes in a row: one more', 8, 8, [429, 200, 204, 304], 5],
    ['two are not enough', 8, 8, [429, 200, 200], 4],
    ['a 500 breaks the row', 8, 8, [429, 200, 200, 500, 200, 200], 4],
    ['and so does a 404', 8, 8, [429, 200, 200, 404, 200], 4],
    ['a 500 or a 404 alone halves nothing', 8, 8, [500, 404, 503], 8],
    ['it never rises above the configured cap', 2, 2, [429, ...Array<number>(30).fill(200)], 2],
    ['successes without a cut change nothing', 3, 3, Array<number>(30).fill(200), 3],
    ['back where it stood the cap is lifted', Infinity, 4, [429, ...Array<number>(6).fill(200)], Infinity],
    ['and not before', Infinity, 4, [429, ...Array<number>(5).fill(200)], 3],
    [
      'where it stood is kept through a second cut',
      Infinity,
      6,
      [429, 429, ...Array<number>(12).fill(200)],
      5,
    ],
    ['a cap of 1 from 1 is lifted too', Infinity, 1, [429, 200, 200, 200], Infinity],
  ];
  for (const [name, configured, running, statuses, cap] of cases) {
    it(name, () => {
      expect(after(configured, running, statuses)).to.equal(cap);
    });
  }

  it('a burst that was refused together halves once', () => {
    let now = fullConcurrency(Infinity);
    for (let i = 0; i < 16; i++) now = nextConcurrency(now, at(429, 100 + i, 50), 16, 10);
    expect(now.cap).to.equal(8);
    now = nextConcurrency(now, at(429, 200, 101), 8, 10);
    expect(now.cap).to.equal(4);
  });

  it('a clock that was set back does not silence later refusals', () => {
    const now = nextConcurrency(fullConcurrency(8), at(429, 10_000, 9000), 8, 10);
    expect(nextConcurrency(now, at(429, 200, 100), 4, 10).cap).to.equal(2);
  });
});
