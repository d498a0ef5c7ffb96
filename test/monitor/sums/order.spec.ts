import { expect } from 'chai';
import * as fc from 'fast-check';
import { Order, reorder, type Keys } from '../../../src/monitor/sums/order.js';

/** Numbers with what they are sorted by, kept in an order and beside it. */
class Kept {
  readonly wanted = new Map<number, number>();
  readonly sorted = new Map<number, number>();
  compared = 0;
  readonly order = new Order((a, b) => {
    this.compared += 1;
    return (this.sorted.get(a) ?? 0) - (this.sorted.get(b) ?? 0) || a - b;
  });
  readonly keys: Keys<number> = {
    belongs: (id) => this.wanted.has(id),
    keyOf: (id) => this.wanted.get(id) ?? 0,
    get: (id) => this.sorted.get(id) ?? NaN,
    set: (id, key) => this.sorted.set(id, key),
  };

  change(changes: readonly (readonly [id: number, key: number | undefined])[]): void {
    for (const [id, key] of changes)
      if (key === undefined) this.wanted.delete(id);
      else this.wanted.set(id, key);
    reorder(this.order, new Set(changes.map(([id]) => id)), this.keys);
  }

  expected(): readonly number[] {
    return [...this.wanted].sort(([a, keyA], [b, keyB]) => keyA - keyB || a - b).map(([id]) => id);
  }
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

describe('an order that is kept', () => {
  it('equals a sort of everything after each frame, whatever comes, moves, leaves or comes again', () => {
    const change = fc.tuple(fc.nat(2_000), fc.option(fc.nat(30), { nil: undefined }));
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 120 }), { minLength: 5, maxLength: 25 }),
        fc.nat(1_500),
        (frames, offset) => {
          const kept = new Kept();
          kept.change(upTo(1_500).map((id) => [id, (id * 7_919) % 23]));
          for (const [at, frame] of frames.entries()) {
            kept.change(frame);
            const all = kept.expected();
            expect(kept.order.size).to.equal(all.length);
            // Most of an order is never looked at.
            if (at % 3 === 0)
              expect(kept.order.slice(offset, 40)).to.deep.equal(all.slice(offset, offset + 40));
          }
          expect(kept.order.slice(0, Infinity)).to.deep.equal(kept.expected());
          expect(kept.order.all().sort((a, b) => a - b)).to.deep.equal(
            [...kept.wanted.keys()].sort((a, b) => a - b),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is empty again when all have left, and takes others then', () => {
    const kept = new Kept();
    for (const steps of [50, 7]) {
      kept.change(upTo(3_000).map((id) => [id, id % steps]));
      for (const id of upTo(3_000)) kept.change([[id, undefined]]);
      expect(kept.order.size).to.equal(0);
      expect(kept.order.slice(0, 10)).to.deep.equal([]);
    }
  });

  it('sorts only what somebody reads: a thousand moves in a hundred thousand cost no sort of all', () => {
    const kept = new Kept();
    kept.change(upTo(100_000).map((id) => [id, (id * 7_919) % 97]));
    kept.order.slice(0, 500);
    kept.compared = 0;
    kept.change(upTo(1_000).map((at) => [(at * 97) % 100_000, 96 - (at % 97)]));
    kept.order.slice(0, 500);
    // A sort compares some 1,700,000 times; single moves into sorted chunks 36,000 times.
    expect(kept.compared).to.be.below(25_000);
  });
});
