import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { numberList, upTo, type Numbered } from '../walk/support/number-list.js';

/** Lets Node's streams do all that they do by themselves. */
const breathe = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};

describe('Readable.from a listing', () => {
  it('gives the items, and ends', async () => {
    const { list } = numberList({ total: 25, size: 10 });
    const seen: number[] = [];
    for await (const item of Readable.from(list())) seen.push((item as Numbered).n);
    expect(seen).to.deep.equal(upTo(25));
  });

  it('aborts what is in flight when it is destroyed', async () => {
    const numbers = numberList({ total: 25, size: 10, held: true });
    const stream = Readable.from(numbers.list());
    stream.on('data', () => {});
    await breathe();
    expect(numbers.asked).to.deep.equal([0]);
    stream.destroy();
    await breathe();
    expect(numbers.aborted()).to.equal(1);
  });

  // Its own buffer, of highWaterMark items, is filled ahead of the reader: with 1, one item more than was read, so that
  // the last item of a page that was read lets go of the page.
  for (const prefetch of [0, 1, 4]) {
    it(`with highWaterMark 1 adds one item to prefetch ${String(prefetch)}: one page more, at a boundary`, async () => {
      const size = 5;
      const numbers = numberList({ total: 100, size });
      const stream = Readable.from(numbers.list({ prefetch }), { objectMode: true, highWaterMark: 1 });
      const [inside, atBoundary] = [new Set<number>(), new Set<number>()];
      for await (const item of stream) {
        const { n } = item as Numbered;
        await breathe();
        const isLast = n % size === size - 1;
        (isLast ? atBoundary : inside).add(numbers.asked.length - Math.floor(n / size));
      }
      expect(numbers.asked).to.have.length(20);
      expect(Math.max(...inside)).to.equal(prefetch + 1);
      expect(Math.max(...atBoundary)).to.equal(prefetch + 2);
    });
  }
});
