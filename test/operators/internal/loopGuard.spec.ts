import { expect } from 'chai';
import * as fc from 'fast-check';
import { WalkError } from '../../../operators/errors.js';
import { createLoopGuard, type LoopGuard } from '../../../operators/internal/loopGuard.js';

const guardOf = (exactPositions = 1000, maxEmptyPages = 2): LoopGuard =>
  createLoopGuard({ exactPositions, maxEmptyPages });

/** Walks through a tail into a circle, and tells at which step the guard speaks up. */
const stepsUntilNoticed = (guard: LoopGuard, tail: number, length: number, most: number): number => {
  for (let step = 0; step < most; step += 1) {
    const at = step < tail ? step : tail + ((step - tail) % length);
    try {
      guard.position(`position ${String(at)}`);
    } catch (error) {
      expect(error).to.be.instanceOf(WalkError).with.property('fault', 'loop');
      return step;
    }
  }
  return most;
};

const faultOf = (act: () => void): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof WalkError) return `${error.fault} ${String(error.pageIndex)}: ${error.message}`;
    throw error;
  }
  return 'none';
};

describe('createLoopGuard', () => {
  it('notices a position at its first repetition while it remembers exactly', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), (tail, length) => {
        expect(stepsUntilNoticed(guardOf(), tail, length, 1000)).to.equal(tail + length);
      }),
      { numRuns: 100 },
    );
  });

  it("beyond that, Brent's method notices every circle within four times tail and length", () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        (tail, length, exactPositions) => {
          const most = exactPositions + 4 * (tail + length);
          expect(stepsUntilNoticed(guardOf(exactPositions), tail, length, most)).to.be.below(most);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a return to one of the exact positions is noticed at once, however late', () => {
    const guard = guardOf(3);
    for (let at = 0; at < 500; at += 1) guard.position(String(at));
    expect(faultOf(() => guard.position('2'))).to.match(/^loop/);
  });

  it('never cries wolf: different positions pass, beyond the exact ones too', () => {
    expect(stepsUntilNoticed(guardOf(10), 5000, 1, 5000)).to.equal(5000);
  });

  it('names the page that pointed back', () => {
    const guard = guardOf();
    guard.position('a');
    guard.page('x', true);
    guard.position('b');
    guard.page('y', true);
    expect(guard.pages).to.equal(2);
    expect(faultOf(() => guard.position('a'))).to.equal(
      'loop 1: page 1: the position after it was requested before: the walk goes in a circle',
    );
  });

  it('refuses a page with the identity of the one before', () => {
    const guard = guardOf();
    guard.page('x', true);
    guard.page('y', true);
    expect(faultOf(() => guard.page('y', true))).to.equal(
      'repeated-page 2: page 2: it holds the same items as the page before it',
    );
    expect(faultOf(() => guard.page('x', true))).to.equal('none');
  });

  it('does not compare pages without an identity', () => {
    const guard = guardOf();
    for (let page = 0; page < 9; page += 1) guard.page(undefined, true);
    expect(guard.pages).to.equal(9);
  });

  it('counts empty pages in a row, and starts over with a filled one', () => {
    const guard = guardOf(1000, 2);
    for (const identity of [null, null, 'x', null, null]) guard.page(identity, true);
    expect(faultOf(() => guard.page(null, true))).to.equal(
      'too-many-empty-pages 5: page 5: more than 2 empty pages in a row, each announcing a further one',
    );
  });

  it('does not mind an empty page that names no further one', () => {
    expect(faultOf(() => guardOf(1000, 0).page(null, false))).to.equal('none');
    expect(faultOf(() => guardOf(1000, 0).page(null, true))).to.match(/^too-many-empty-pages 0/);
  });

  it('is of its own for each walk', () => {
    guardOf().position('a');
    expect(faultOf(() => guardOf().position('a'))).to.equal('none');
  });
});
