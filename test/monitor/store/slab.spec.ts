import { expect } from 'chai';
import * as fc from 'fast-check';
import { Blocks, Slab } from '../../../src/monitor/store/slab.js';

const LONGEST = 31;

describe('records of integers in pages', () => {
  it('each place keeps its own fields, on whatever page it lies', () => {
    const slab = new Slab(3);
    const places = [0, 1, 4_095, 4_096, 9_000, 70_000];
    slab.reach(70_000);
    for (const place of places) for (const field of [0, 1, 2]) slab.set(place, field, place * 3 + field);
    for (const place of places)
      expect([0, 1, 2].map((field) => slab.get(place, field))).to.deep.equal(
        [0, 1, 2].map((field) => place * 3 + field),
      );
  });
});

describe('blocks of doubles in pages', () => {
  it('no two blocks share a value, and none lies on two pages, however they are taken and given back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: LONGEST }), { minLength: 300, maxLength: 900 }),
        (lengths) => {
          const blocks = new Blocks(LONGEST);
          const held: { readonly block: number; readonly length: number; readonly mark: number }[] = [];
          for (const [mark, length] of lengths.entries()) {
            const block = blocks.take(length);
            const page = blocks.pageOf(block);
            expect(blocks.offsetOf(block) + length).to.be.at.most(page.length);
            page.fill(mark, blocks.offsetOf(block), blocks.offsetOf(block) + length);
            held.push({ block, length, mark });
            const given = mark % 3 === 0 ? held.splice((mark * 7) % held.length, 1)[0] : undefined;
            if (given !== undefined) blocks.giveBack(given.block, given.length);
          }
          for (const { block, length, mark } of held) {
            const from = blocks.offsetOf(block);
            const own = blocks.pageOf(block).slice(from, from + length);
            expect(own.every((value) => value === mark)).to.equal(true);
          }
        },
      ),
      { numRuns: 4 },
    );
  });
});
