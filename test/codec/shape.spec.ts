import { inspect } from 'node:util';

import { expect } from 'chai';
import fc from 'fast-check';
import * as t from 'io-ts';

import { isoTime, list, nullable, shape } from '../../src/codec/index.js';
import { wireOf } from '../support/arbitrary.js';
import { decoded, itKeepsTheCodecLaws, pathsOf, refuses } from '../support/codec-laws.js';

const inner = shape('Inner', { at: isoTime }, { note: nullable(t.string) });
const outer = shape(
  'Outer',
  { id: t.string, at: nullable(isoTime), inner },
  { name: t.string, closed: nullable(isoTime), inners: list(inner) },
);

const at = '2024-03-26T16:45:33Z';

describe('codec/shape', () => {
  itKeepsTheCodecLaws(outer);

  it('answers as t.intersection([t.type(...), t.partial(...)]) does, over right and wrong values', () => {
    const peer = t.intersection([
      t.type({ id: t.string, at: nullable(isoTime) }),
      t.partial({ name: t.string, closed: nullable(isoTime) }),
    ]);
    const mine = shape(
      'Mine',
      { id: t.string, at: nullable(isoTime) },
      { name: t.string, closed: nullable(isoTime) },
    );
    const anything = fc.constantFrom<unknown>(at, null, 'x', 1, {}, []);
    const wires = fc.record(
      { id: anything, at: anything, name: anything, closed: anything, more: anything },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(wires, (wire) => {
        const [a, b] = [mine.decode(wire), peer.decode(wire)];
        expect(a._tag).to.equal(b._tag);
        if (a._tag === 'Right' && b._tag === 'Right') {
          expect(a.right).to.deep.equal(b.right);
          expect(mine.encode(a.right)).to.deep.equal(peer.encode(b.right));
        }
      }),
      { numRuns: 300 },
    );
  });

  for (const wrong of [null, undefined, [], 'text', 1]) {
    it(`refuses ${inspect(wrong)}`, () => {
      expect(refuses(outer, wrong)).to.equal(true);
      expect(outer.is(wrong)).to.equal(false);
    });
  }

  it('reports every refused field, with short names and the path to it', () => {
    const result = outer.decode({ id: 1, at: null, inner: { at: 'x' }, inners: [{ at }, { at: 2 }] });
    expect(result._tag === 'Left' && pathsOf(result.left)).to.deep.equal([
      ': Outer / id: string',
      ': Outer / inner: Inner / at: IsoTime',
      ': Outer / inners: Inner[] / 1: Inner / at: IsoTime',
    ]);
  });

  it('does not invent keys for absent ones', () => {
    const item = decoded(outer, { id: 'a', at: null, inner: { at } });
    expect(Object.keys(item)).to.deep.equal(['id', 'at', 'inner']);
    expect(Object.keys(outer.encode(item))).to.deep.equal(['id', 'at', 'inner']);
  });

  it('an optional property that is undefined is absent afterwards', () => {
    const wire = { id: 'a', at: null, inner: { at }, name: undefined, closed: undefined };
    expect(Object.keys(decoded(outer, wire))).to.deep.equal(['id', 'at', 'inner']);
    expect(Object.keys(wire)).to.include('name');
  });

  it('null is not absent: an optional property that is not nullable refuses it', () => {
    expect(refuses(outer, { id: 'a', at: null, inner: { at }, name: null })).to.equal(true);
  });

  it('refuses a property that is both required and optional, which would be decoded twice', () => {
    expect(() => shape('Odd', { at: isoTime }, { at: isoTime })).to.throw(TypeError, 'Odd: at');
  });

  it('finds nothing on the prototype', () => {
    const codec = shape('Odd', {}, { constructor: t.unknown, toString: t.string });
    expect(Object.keys(decoded(codec, {}))).to.deep.equal([]);
    expect(refuses(shape('Odd', { toString: t.unknown }), Object.create({ toString: 1 }))).to.equal(false);
    expect(refuses(shape('Odd', { id: t.string }), Object.create({ id: 'inherited' }))).to.equal(true);
  });

  it('gives back the very object where nothing had to change', () => {
    const codec = shape('Same', { id: t.string }, { name: nullable(t.string) });
    const wire = { id: 'a', name: null, more: 1 };
    expect(decoded(codec, wire)).to.equal(wire);
    expect(codec.encode(wire)).to.equal(wire);
  });

  it('drops a key `__proto__` where nothing else had to change', () => {
    const codec = shape('Same', { id: t.string });
    const item = decoded(codec, JSON.parse('{"id":"a","__proto__":{"admin":true}}'));
    expect(Object.keys(item)).to.deep.equal(['id']);
    expect('admin' in item).to.equal(false);
  });

  it('guards the decoded form', () => {
    expect(outer.is({ id: 'a', at: null, inner: { at: new Date(0) } })).to.equal(true);
    expect(outer.is({ id: 'a', at: null, inner: { at: new Date(0) }, name: 1 })).to.equal(false);
    expect(outer.is({ id: 'a', at, inner: { at: new Date(0) } })).to.equal(false);
    expect(outer.is({ at: null, inner: { at: new Date(0) } })).to.equal(false);
  });

  it('one drifted field drops everything (ai-dial-core PR #680): the report names one field, the rest is readable', () => {
    fc.assert(
      fc.property(wireOf(outer), (wire) => {
        const result = outer.decode({ ...(wire as object), id: 7 });
        expect(result._tag === 'Left' && pathsOf(result.left)).to.deep.equal([': Outer / id: string']);
      }),
      { numRuns: 30 },
    );
  });

  it('a wholly bad page yields thousands of io-ts errors (measured): 100 are enough, and each names its codec in a few letters', () => {
    const result = list(outer).decode(Array.from({ length: 100 }, () => ({})));
    const paths = result._tag === 'Left' ? pathsOf(result.left) : [];
    expect(paths.length).to.equal(100);
    expect(Math.max(...paths.map((path) => path.length))).to.be.lessThan(60);
  });

  it('takes codecs of plain io-ts', () => {
    const codec = shape(
      'Mixed',
      { pair: t.tuple([t.string, t.number]) },
      { either: t.union([t.string, t.null]) },
    );
    expect(decoded(codec, { pair: ['a', 1], either: null })).to.deep.equal({ pair: ['a', 1], either: null });
    expect(refuses(codec, { pair: ['a', 'b'] })).to.equal(true);
  });
});
