import { expect } from 'chai';
import fc from 'fast-check';
import { slidingLog } from '../../../operators/internal/slidingLog.js';
import type { SlidingLog } from '../../../operators/internal/slidingLog.js';

/** Begins and ends at once. */
const pass = (log: SlidingLog, at: number, weight = 1): void => {
  log.begin(weight);
  log.end(at, weight);
};

const used = (log: SlidingLog, now: number): readonly number[] => log.windows(now).map((each) => each.used);

describe('slidingLog', () => {
  it('frees the place of an end at t at t + perMs + 1 exactly: it may have been all but a millisecond later', () => {
    const log = slidingLog([{ limit: 1, perMs: 100 }]);
    pass(log, 5);
    expect([used(log, 105), used(log, 106)]).to.deep.equal([[1], [0]]);
    pass(log, 105);
    expect(log.readyAt(150, 1)).to.equal(206);
  });

  it('counts what runs for as long as it runs: only an end can help', () => {
    const log = slidingLog([{ limit: 2, perMs: 100 }]);
    log.begin(2);
    expect([used(log, 1e9), log.readyAt(1e9, 1)]).to.deep.equal([[2], Infinity]);
    log.end(1e9, 1);
    expect([used(log, 1e9), log.readyAt(1e9, 1)]).to.deep.equal([[2], 1e9 + 101]);
    expect(log.readyAt(1e9, 2)).to.equal(Infinity);
  });

  it('answers when enough weight will be free, across several ends', () => {
    const log = slidingLog([{ limit: 5, perMs: 100 }]);
    pass(log, 0, 2);
    pass(log, 10, 2);
    expect([1, 2, 3, 4, 5].map((weight) => log.readyAt(20, weight))).to.deep.equal([20, 101, 101, 111, 111]);
    expect(log.readyAt(20, 6)).to.equal(Infinity);
  });

  it('answers the latest of several windows', () => {
    const log = slidingLog([
      { limit: 1, perMs: 10 },
      { limit: 2, perMs: 100 },
    ]);
    pass(log, 0);
    expect(log.readyAt(1, 1)).to.equal(11);
    pass(log, 11);
    expect(log.readyAt(12, 1)).to.equal(101);
    expect(used(log, 15)).to.deep.equal([1, 2]);
  });

  it('bounds its memory by the limits and what it is to remember, whatever the traffic (meltano/sdk#3631)', () => {
    const log = slidingLog([{ limit: 10, perMs: 99 }], 20);
    for (let at = 0; at < 10_000; at += 10) {
      pass(log, at);
      expect(used(log, at)[0]).to.be.at.most(10);
      expect(log.kept).to.be.at.most(64);
    }
  });

  it('never forgets an end that counts, even where it is to remember none', () => {
    const log = slidingLog([{ limit: 500, perMs: 1000 }], 0);
    for (let at = 0; at < 500; at++) {
      pass(log, at);
    }
    expect(used(log, 500)).to.deep.equal([500]);
    expect(log.readyAt(500, 3)).to.equal(1003);
  });

  it('windows that come later count what is remembered', () => {
    const log = slidingLog([], 3);
    [0, 10, 20, 30].forEach((at) => {
      pass(log, at);
    });
    log.reshape([{ limit: 3, perMs: 100 }]);
    expect([log.readyAt(40, 1), log.readyAt(40, 3)]).to.deep.equal([111, 131]);
  });

  it('tells the same as a plain count over all that ever began and ended', () => {
    const window = fc.record({
      limit: fc.integer({ min: 1, max: 6 }),
      perMs: fc.integer({ min: 1, max: 40 }),
    });
    const step = fc.record({
      afterMs: fc.integer({ min: 0, max: 15 }),
      weight: fc.integer({ min: 1, max: 3 }),
      lastsMs: fc.integer({ min: 0, max: 25 }),
      reshape: fc.option(fc.array(window, { maxLength: 3 }), { freq: 8 }),
    });
    fc.assert(
      fc.property(fc.array(window, { maxLength: 3 }), fc.array(step, { maxLength: 60 }), (first, steps) => {
        const log = slidingLog(first, 100);
        let windows = first;
        const runs: { weight: number; endsAt: number; ended: boolean }[] = [];
        let now = 0;
        for (const { afterMs, weight, lastsMs, reshape } of steps) {
          now += afterMs;
          for (const run of [...runs].sort((a, b) => a.endsAt - b.endsAt)) {
            if (!run.ended && run.endsAt <= now) {
              log.end(run.endsAt, run.weight);
              run.ended = true;
            }
          }
          log.begin(weight);
          runs.push({ weight, endsAt: now + lastsMs, ended: false });
          if (reshape !== null) {
            windows = reshape;
            log.reshape(reshape);
          }
          const counted = windows.map(({ perMs }) =>
            runs
              .filter((run) => !run.ended || run.endsAt + perMs + 1 > now)
              .reduce((sum, run) => sum + run.weight, 0),
          );
          expect(used(log, now)).to.deep.equal(counted);
        }
      }),
    );
  });
});
