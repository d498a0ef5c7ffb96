import { expect } from 'chai';
import fc from 'fast-check';
import type * as t from 'io-ts';

import { decimal, int, num } from '../../src/codec/index.js';
import { wireOf } from '../support/arbitrary.js';
import { decoded, refuses } from '../support/codec-laws.js';

describe('codec/number', () => {
  const cases: readonly (readonly [string, unknown, { int: boolean; num: boolean; decimal: boolean }])[] = [
    ['0', 0, { int: true, num: true, decimal: true }],
    ['-7', -7, { int: true, num: true, decimal: true }],
    ['2^53 - 1', Number.MAX_SAFE_INTEGER, { int: true, num: true, decimal: true }],
    ['2^53', 2 ** 53, { int: false, num: false, decimal: false }],
    ['-2^53', -(2 ** 53), { int: false, num: false, decimal: false }],
    ['1e300', 1e300, { int: false, num: false, decimal: false }],
    ['5.2e-05', 5.2e-5, { int: false, num: true, decimal: true }],
    ['0.1', 0.1, { int: false, num: true, decimal: true }],
    ['NaN', Number.NaN, { int: false, num: false, decimal: false }],
    ['Infinity', Infinity, { int: false, num: false, decimal: false }],
    ['JSON 1e999', JSON.parse('1e999'), { int: false, num: false, decimal: false }],
    ['null', null, { int: false, num: false, decimal: false }],
    ['undefined', undefined, { int: false, num: false, decimal: false }],
    ['boxed', Object(1), { int: false, num: false, decimal: false }],
    ['"1"', '1', { int: false, num: false, decimal: true }],
    ['"0.8958740000000000"', '0.8958740000000000', { int: false, num: false, decimal: true }],
    ['"-.5e+3"', '-.5e+3', { int: false, num: false, decimal: true }],
    ['"1."', '1.', { int: false, num: false, decimal: true }],
    ['"1e999"', '1e999', { int: false, num: false, decimal: true }],
    ['"1e99999999"', '1e99999999', { int: false, num: false, decimal: false }],
    ['"1e-1000"', '1e-1000', { int: false, num: false, decimal: false }],
    ['"99999999999999999999.01"', '99999999999999999999.01', { int: false, num: false, decimal: true }],
    ['""', '', { int: false, num: false, decimal: false }],
    ['"."', '.', { int: false, num: false, decimal: false }],
    ['" 1"', ' 1', { int: false, num: false, decimal: false }],
    ['"1,5"', '1,5', { int: false, num: false, decimal: false }],
    ['"0x10"', '0x10', { int: false, num: false, decimal: false }],
    ['"NaN"', 'NaN', { int: false, num: false, decimal: false }],
  ];

  const codecs: Readonly<Record<'int' | 'num' | 'decimal', t.Mixed>> = { int, num, decimal };
  for (const name of ['int', 'num', 'decimal'] as const) {
    const codec = codecs[name];
    describe(name, () => {
      for (const [label, value, takes] of cases) {
        it(`${takes[name] ? 'takes' : 'refuses'} ${label}`, () => {
          expect(refuses(codec, value)).to.equal(!takes[name]);
          expect(codec.is(value)).to.equal(takes[name]);
        });
      }

      it('encode after decode = identity', () => {
        fc.assert(
          fc.property(wireOf(codec), (wire) => {
            expect(codec.encode(decoded(codec, wire))).to.equal(wire);
          }),
        );
      });
    });
  }

  it('a bigint, as which an integer beyond 2^53 arrives, is no number: an amount becomes its text', () => {
    expect([int, num].every((codec) => refuses(codec, 10n))).to.equal(true);
    expect(decoded(decimal, 9_007_199_254_740_993n)).to.equal('9007199254740993');
  });

  it('integers beyond 2^53 are rounded silently by JSON.parse (measured): they are refused', () => {
    const rounded: unknown = JSON.parse('9007199254740993');
    expect(rounded).to.equal(9007199254740992);
    expect(refuses(int, rounded)).to.equal(true);
    expect(refuses(num, rounded)).to.equal(true);
    expect(refuses(decimal, rounded)).to.equal(true);
  });

  it('decimal keeps a text digit for digit', () => {
    expect(decoded(decimal, '0.8958740000000000')).to.equal('0.8958740000000000');
    expect(decimal.encode('0.8958740000000000')).to.equal('0.8958740000000000');
  });
});
