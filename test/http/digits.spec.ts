import { expect } from 'chai';
import { either as E } from 'fp-ts';
import * as fc from 'fast-check';
import { fits, keepsDigits } from '../../src/http/digits.js';
import { exactNumbers } from '../../src/http/exact-numbers.js';
import { parseJson } from '../../src/http/json.js';

describe('keepsDigits', () => {
  for (const [text, kept] of [
    ['0', true],
    ['-0', true],
    ['0e999', true],
    ['0.1', true],
    ['0.8958740000000000000000000000', true],
    ['0.30000000000000004', true],
    ['0.30000000000000004441', false],
    ['0.10000000000000001', false],
    ['1.00000000000000000001', false],
    ['9007199254740991.4', false],
    ['9007199254740993.0', false],
    ['1e23', true],
    ['5e-324', true],
    ['1e-400', false],
    ['1e400', false],
    [`1${'0'.repeat(500)}`, false],
  ] as const) {
    it(`${text.slice(0, 40)}: ${kept ? 'nothing was rounded' : 'digits are lost'}`, () => {
      expect(keepsDigits(text)).to.equal(kept);
    });
  }

  it('holds for each number as JavaScript prints it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(keepsDigits(JSON.stringify(value))).to.equal(true);
      }),
    );
  });
});

describe('an integer beyond 2^53 is exact, however it is written', () => {
  /** The same integer with its point moved, and the exponent that moves it back. */
  const spelled = fc
    .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat(50), fc.nat(6))
    .map(([value, places, zeros]) => {
      const sign = value < 0n ? '-' : '';
      const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
      const [whole, fraction] = [
        digits.slice(0, digits.length - places),
        digits.slice(digits.length - places),
      ];
      const significand = `${whole.replace(/^0+(?=\d)/, '')}.${fraction}${'0'.repeat(zeros + 1)}`;
      return { value, text: `${sign}${significand}e${places % 2 === 0 ? '+' : ''}${places}` };
    });

  it('as a bigint, or as a number that prints its digits', () => {
    fc.assert(
      fc.property(spelled, ({ value, text }) => {
        const [read] = exactNumbers(`[${text}]`) as [number | bigint];
        if (typeof read === 'bigint') expect(read).to.equal(value);
        else if (Number.isSafeInteger(read)) expect(BigInt(read)).to.equal(value);
        else expect(keepsDigits(String(value)), text).to.equal(true);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  for (const [text, value] of [
    ['9007199254740993.0', 9_007_199_254_740_993n],
    ['-9007199254740993.000', -9_007_199_254_740_993n],
    ['9.007199254740993e15', 9_007_199_254_740_993n],
    ['9007199254740993e0', 9_007_199_254_740_993n],
    ['90071992547409930E-1', 9_007_199_254_740_993n],
    ['12345678901234567890123e-4', '12345678901234567890123e-4'],
    ['12345678901234567.5', '12345678901234567.5'],
    ['1e400', '1e400'],
    ['1.5e20', 1.5e20],
    ['9007199254740992.0', 2 ** 53],
    ['1234567890123456789e-30', Number('1234567890123456789e-30')],
    ['1.23456789012345678e-4000', 0],
  ] as const) {
    it(`${text}: ${typeof value}`, () => {
      const parsed = parseJson(`{"a":${text},"b":"1e400"}`, 5, exactNumbers);
      expect(parsed).to.deep.equal(E.right({ a: value, b: '1e400' }));
      // Without the part, what is no number there is refused.
      const plain = parseJson(`{"a":${text},"b":"1e400, 9007199254740993 \\" 1e400"}`, 5);
      expect(E.isRight(plain), 'without the part').to.equal(typeof value === 'number');
      expect(fits(text)).to.equal(typeof value === 'number');
    });
  }

  it('32 MiB of digits, of texts and of escapes take no stack', () => {
    for (const text of [
      `[1e16,${'9'.repeat(2 ** 25)}]`,
      `[1e16,"${'9'.repeat(2 ** 25)}"]`,
      `[1e16,"${'\\"'.repeat(2 ** 22)}"]`,
    ])
      expect(E.isRight(parseJson(text, 5))).to.equal(text.includes('"'));
  });
});
