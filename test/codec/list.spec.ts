import { inspect } from 'node:util';

import { expect } from 'chai';
import * as t from 'io-ts';

import { Direct, INVALID, isoTime, List, list, record } from '../../src/codec/index.js';
import { decoded, pathsOf, refuses } from '../support/codec-laws.js';

describe('codec/list', () => {
  const times = list(isoTime);

  it('decodes and encodes element by element, in order', () => {
    const wire = ['2024-01-01T00:00:00Z', '2023-01-01T00:00:00Z'];
    expect(decoded(times, wire)).to.deep.equal(wire.map((text) => new Date(text)));
    expect(times.encode(decoded(times, wire))).to.deep.equal(wire);
  });

  it('takes an empty array', () => {
    expect(decoded(times, [])).to.deep.equal([]);
  });

  for (const wrong of [null, undefined, {}, 'text', { length: 0 }]) {
    it(`refuses ${inspect(wrong)}`, () => {
      expect(refuses(times, wrong)).to.equal(true);
      expect(times.is(wrong)).to.equal(false);
    });
  }

  it('refuses an array with a hole', () => {
    expect(refuses(list(t.string), Array(1))).to.equal(true);
  });

  it('reports every refused element with its index', () => {
    const result = times.decode(['2024-01-01T00:00:00Z', 'a', 'b']);
    expect(result._tag === 'Left' && pathsOf(result.left)).to.deep.equal([
      ': IsoTime[] / 1: IsoTime',
      ': IsoTime[] / 2: IsoTime',
    ]);
  });

  it('guards', () => {
    expect(times.is([new Date(0)])).to.equal(true);
    expect(times.is([new Date(0), 'a'])).to.equal(false);
  });

  it('takes codecs of plain io-ts', () => {
    const codec = list(t.tuple([t.string, t.number]));
    expect(decoded(codec, [['a', 1]])).to.deep.equal([['a', 1]]);
    expect(refuses(codec, [['a', 'b']])).to.equal(true);
  });

  it('a server may send a million wrong elements: at most 100 of them are explained', () => {
    let explained = 0;
    const wrong = Array.from({ length: 10_000 }, () => 1);
    const never = new Direct<never>({
      name: 'never',
      is: (value): value is never => value === explained,
      read: () => INVALID,
      encode: (value) => value,
      explain: (value, context) => {
        explained += 1;
        return [{ value, context }];
      },
    });
    for (const codec of [list(never), record(never)]) {
      explained = 0;
      const result = codec.decode(codec instanceof List ? wrong : Object.fromEntries(wrong.entries()));
      expect(result._tag === 'Left' && result.left.length).to.equal(100);
      expect(explained).to.equal(100);
    }
  });
});
