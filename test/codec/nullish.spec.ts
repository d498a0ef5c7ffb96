import { expect } from 'chai';
import * as t from 'io-ts';

import { isoTime, list, nullable, nullish, secretString, shape } from '../../src/codec/index.js';
import { decoded, itKeepsTheCodecLaws, refuses } from '../support/codec-laws.js';

const inner = shape('Inner', { id: t.string });
const codec = shape(
  'Item',
  { id: t.string },
  nullish({ name: t.string, at: isoTime, inner, tags: list(t.string), more: t.unknown }),
);

describe('codec/nullish', () => {
  itKeepsTheCodecLaws(codec);

  for (const key of ['name', 'at', 'inner', 'tags', 'more']) {
    it(`${key} may be null, or absent, and stays so`, () => {
      const wire = { id: 'a', [key]: null };
      expect(decoded(codec, wire)).to.deep.equal(wire);
      expect(codec.encode(decoded(codec, wire))).to.deep.equal(wire);
      expect(decoded(codec, { id: 'a' })).to.deep.equal({ id: 'a' });
    });
  }

  it('what is there still has to fit, and required properties beside it are required', () => {
    for (const wrong of [
      { id: 'a', name: 1 },
      { id: 'a', at: 'soon' },
      { id: 'a', inner: {} },
      { id: null },
      {},
    ]) {
      expect(refuses(codec, wrong)).to.equal(true);
    }
  });

  it('does not wrap what is nullable already', () => {
    const name = nullable(t.string);
    expect(nullish({ name }).name).to.equal(name);
  });

  it('a secret stays one', () => {
    expect(String(decoded(shape('K', {}, nullish({ key: secretString })), { key: 'sk-1' }).key)).to.equal(
      '[secret]',
    );
    expect(shape('K', {}, nullish({ key: secretString })).sensitive).to.equal(true);
  });
});
