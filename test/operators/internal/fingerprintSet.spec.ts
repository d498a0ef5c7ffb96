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
});
