import { inspect } from 'node:util';

import { expect } from 'chai';

import { anyId } from '../../src/codec/index.js';
import { exactNumbers } from '../../src/http/exact-numbers.js';
import { parseJson } from '../../src/http/json.js';
import { decoded, refuses } from '../support/codec-laws.js';

describe('codec/id', () => {
  for (const wire of ['a', '', '0', '12345', 0, 12345, -1, Number.MAX_SAFE_INTEGER]) {
    it(`keeps ${inspect(wire)}`, () => {
      expect(decoded(anyId, wire)).to.equal(wire);
      expect(anyId.encode(decoded(anyId, wire))).to.equal(wire);
    });
  }

  it('digits that no number holds become their text, none of them lost', () => {
    const body = parseJson('{"id":12345678901234567890}', 64, exactNumbers);
    const id = body._tag === 'Right' ? (body.right as { id: unknown }).id : undefined;
    expect(decoded(anyId, id)).to.equal('12345678901234567890');
  });

  for (const wrong of [1.5, Number.NaN, Infinity, 2 ** 53, null, undefined, true, {}, []]) {
    it(`refuses ${inspect(wrong)}`, () => {
      expect(refuses(anyId, wrong)).to.equal(true);
    });
  }
});
