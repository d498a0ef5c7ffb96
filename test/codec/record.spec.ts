import { inspect } from 'node:util';

import { expect } from 'chai';

import { int, isoTime, jsonObject, record } from '../../src/codec/index.js';
import { decoded, pathsOf, refuses } from '../support/codec-laws.js';

describe('codec/record', () => {
  describe('record', () => {
    it('decodes and encodes value by value', () => {
      const codec = record(isoTime);
      const wire = { a: '2024-01-01T00:00:00Z', b: '2023-01-01T00:00:00Z' };
      expect(decoded(codec, wire)).to.deep.equal({ a: new Date(wire.a), b: new Date(wire.b) });
      expect(codec.encode(decoded(codec, wire))).to.deep.equal(wire);
    });

    it('reports a refused value with its key', () => {
      const result = record(int).decode({ 'gpt-4': 1, 'gpt-5': 'x' });
      expect(result._tag === 'Left' && pathsOf(result.left)).to.deep.equal([': Record<int> / gpt-5: int']);
    });

    it('`__proto__` in a reply replaced the prototype of a decoded item (measured, io-ts): here it is dropped', () => {
      const codec = record(record(int));
      const result = decoded(codec, JSON.parse('{"__proto__":{"admin":1},"a":{"__proto__":7,"b":2}}'));
      expect(result).to.deep.equal({ a: { b: 2 } });
      expect(Object.getPrototypeOf(result)).to.equal(Object.prototype);
      expect('admin' in result).to.equal(false);
    });

    for (const wrong of [null, undefined, [], 'text', 1]) {
      it(`refuses ${inspect(wrong)}`, () => {
        expect(refuses(record(int), wrong)).to.equal(true);
        expect(record(int).is(wrong)).to.equal(false);
      });
    }

    it('guards', () => {
      expect(record(int).is({ a: 1 })).to.equal(true);
      expect(record(int).is({ a: 'x' })).to.equal(false);
    });
  });

  describe('jsonObject', () => {
    it('takes an object as it is', () => {
      const wire = { a: [1, { b: null }] };
      expect(decoded(jsonObject, wire)).to.equal(wire);
      expect(jsonObject.encode(wire)).to.equal(wire);
    });

    it('drops a key `__proto__`', () => {
      const result = decoded(jsonObject, JSON.parse('{"__proto__":{"admin":1},"a":1}'));
      expect(Object.keys(result)).to.deep.equal(['a']);
      expect('admin' in result).to.equal(false);
    });

    for (const wrong of [null, undefined, [], 'text', 1]) {
      it(`refuses ${inspect(wrong)}`, () => {
        expect(refuses(jsonObject, wrong)).to.equal(true);
      });
    }
  });
});
