import { expect } from 'chai';
import fc from 'fast-check';
import { inPlaceReaderOf } from '../../src/codec/index.js';
import { ENDPOINTS } from '../support/providers.js';
import { wireOf } from '../support/arbitrary.js';
import { decoded } from '../support/codec-laws.js';

const runs = { numRuns: 15 };

// Whatever a codec says may be null or absent is so now and then, in what is made from it.
describe('the items of every list', () => {
  for (const { id, item } of ENDPOINTS.values()) {
    it(`${id}: decode, encode, decode = decode, whatever is null or absent`, () => {
      fc.assert(
        fc.property(wireOf(item, { canonical: false }), (wire) => {
          const text = JSON.stringify(wire);
          const once: unknown = decoded(item, JSON.parse(text));
          const again: unknown = JSON.parse(JSON.stringify(item.encode(once)));
          expect(decoded(item, again)).to.deep.equal(once);
          expect(inPlaceReaderOf(item)(JSON.parse(text))).to.deep.equal(decoded(item, JSON.parse(text)));
        }),
        runs,
      );
    });

    it(`${id}: encode after decode = identity, in the vendor's own spelling`, () => {
      fc.assert(
        fc.property(wireOf(item), (wire) => {
          expect(item.encode(decoded(item, wire))).to.deep.equal(wire);
        }),
        runs,
      );
    });
  }
});
