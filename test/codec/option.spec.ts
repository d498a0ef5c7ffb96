import { expect } from 'chai';
import { option as O } from 'fp-ts';
import * as t from 'io-ts';

import { isoTime, nullable, optionFromNullable, secretString } from '../../src/codec/index.js';
import { decoded, pathsOf, refuses } from '../support/codec-laws.js';

const when = '2024-03-26T16:45:33Z';

describe('codec/option', () => {
  describe('nullable', () => {
    const codec = nullable(isoTime);

    it('keeps null, both ways', () => {
      expect(decoded(codec, null)).to.equal(null);
      expect(codec.encode(null)).to.equal(null);
      expect(codec.is(null)).to.equal(true);
    });

    it('leaves a value to its codec, both ways', () => {
      expect(decoded(codec, when)).to.deep.equal(new Date(when));
      expect(codec.encode(new Date(when))).to.equal(when);
      expect(codec.is(new Date(when))).to.equal(true);
    });

    it('refuses undefined and what its codec refuses', () => {
      expect(refuses(codec, undefined)).to.equal(true);
      expect(refuses(codec, 'soon')).to.equal(true);
      expect(codec.is(when)).to.equal(false);
      expect(codec.is(undefined)).to.equal(false);
    });

    it('says in its report where', () => {
      const result = codec.decode('soon');
      expect(result._tag === 'Left' && pathsOf(result.left)).to.deep.equal([': IsoTime | null']);
    });
  });

  describe('optionFromNullable', () => {
    const codec = optionFromNullable(isoTime);

    it('null and undefined are none, which is null on the wire', () => {
      expect(decoded(codec, null)).to.deep.equal(O.none);
      expect(decoded(codec, undefined)).to.deep.equal(O.none);
      expect(codec.encode(O.none)).to.equal(null);
    });

    it('a value is some, and comes back as it was', () => {
      expect(decoded(codec, when)).to.deep.equal(O.some(new Date(when)));
      expect(codec.encode(O.some(new Date(when)))).to.equal(when);
    });

    it('a falsy value is some: a cursor `0` or `""` is no end (dlt, Singer)', () => {
      expect(decoded(optionFromNullable(secretString), '')._tag).to.equal('Some');
    });

    it('refuses what its codec refuses', () => {
      expect(refuses(codec, 'soon')).to.equal(true);
      expect(refuses(codec, 0)).to.equal(true);
    });

    it('guards', () => {
      expect(codec.is(O.none)).to.equal(true);
      expect(codec.is(O.some(new Date(0)))).to.equal(true);
      for (const wrong of [O.some(when), { _tag: 'Some' }, { _tag: 'Left' }, null, undefined, 'None', {}]) {
        expect(codec.is(wrong)).to.equal(false);
      }
      expect(optionFromNullable(t.unknown).is({ _tag: 'Left', value: 1 })).to.equal(false);
    });
  });
});
