import { expect } from 'chai';
import fc from 'fast-check';
import { fingerprint } from '../../../operators/internal/fingerprint.js';
import { FingerprintSet, wordsOf } from '../../../operators/internal/fingerprintSet.js';

const words = (text: string): Int32Array => wordsOf(text, new Int32Array(3));

describe('FingerprintSet', () => {
  it('tells the same as a Set of fingerprints, through every growth', () => {
    const texts = fc.array(fc.string({ maxLength: 3 }), { maxLength: 2000, size: 'max' });
    fc.assert(
      fc.property(texts, (all) => {
        const ours = new FingerprintSet();
        const plain = new Set<string>();
        for (const text of all) {
          const print = fingerprint(text);
          expect(ours.has(words(text))).to.equal(plain.has(print));
          expect(ours.add(words(text))).to.equal(!plain.has(print));
          expect(ours.size).to.equal(plain.add(print).size);
        }
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it('keeps 100,000, and none that was not added', () => {
    const set = new FingerprintSet();
    const scratch = new Int32Array(3);
    for (let index = 0; index < 100_000; index += 1) set.add(wordsOf(`key ${String(index)}`, scratch));
    expect(set.size).to.equal(100_000);
    for (let index = 0; index < 200_000; index += 1) {
      const known = set.has(wordsOf(`key ${String(index)}`, scratch));
      if (known !== index < 100_000) expect.fail(`key ${String(index)}`);
    }
  });

  it('tells fingerprints apart that begin at one slot and go on in one way', () => {
    const set = new FingerprintSet();
    const alike = Array.from({ length: 50 }, (_, index) => Int32Array.of(7, 9, index));
    expect(alike.map((each) => set.add(each))).to.deep.equal(alike.map(() => true));
    expect(alike.map((each) => set.add(each))).to.deep.equal(alike.map(() => false));
    expect(set.has(Int32Array.of(7, 9, 50))).to.equal(false);
  });

  it('keeps a fingerprint of zeros, which is no empty slot', () => {
    const set = new FingerprintSet();
    const zeros = Int32Array.of(0, 0, 0);
    expect(set.has(zeros)).to.equal(false);
    expect([set.add(zeros), set.add(zeros), set.has(zeros), set.size]).to.deep.equal([true, false, true, 1]);
  });

  it('goes on at the first slot after the last, and tells every word apart at any size', () => {
    const set = new FingerprintSet();
    // All begin at the last slot of every size, and one bit of one word tells each from the one of ones.
    const alike = [0, 1, 2].flatMap((word) =>
      Array.from({ length: word === 0 ? 8 : 32 }, (_, bit) => {
        const words = Int32Array.of(-1, -1, -1);
        words[word] = ~(1 << (31 - bit));
        return words;
      }),
    );
    expect(alike.map((each) => set.add(each))).to.deep.equal(alike.map(() => true));
    for (let index = 0; index < 10_000; index += 1) set.add(words(`key ${String(index)}`));
    expect(alike.filter((each) => !set.has(each) || set.add(each))).to.deep.equal([]);
    expect(set.has(Int32Array.of(-1, -1, -1))).to.equal(false);
    expect(set.size).to.equal(10_000 + alike.length);
  });
});
