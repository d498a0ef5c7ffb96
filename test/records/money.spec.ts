import { expect } from 'chai';
import fc from 'fast-check';
import { money, sumMoney } from '../../src/records/index.js';

describe('money', () => {
  const cases: readonly (readonly [number | string, string])[] = [
    [5.2e-5, '0.000052'],
    ['5.2e-05', '0.000052'],
    ['1E+3', '1000'],
    [0.1, '0.1'],
    ['-1.50', '-1.5'],
    ['+1.5e+1', '15'],
    [0, '0'],
    ['0.06000000000000000000000000000000001', '0.06000000000000000000000000000000001'],
  ];
  for (const [value, amount] of cases) {
    it(`writes ${JSON.stringify(value)} as ${amount}`, () => {
      expect(money(value, 'usd')).to.deep.equal({ amount, currency: 'USD' });
    });
  }

  for (const value of [NaN, Infinity, '', 'twelve']) {
    it(`refuses ${JSON.stringify(String(value))}`, () => {
      expect(() => money(value, 'USD')).to.throw();
    });
  }

  it('never writes an exponent, and keeps the value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { amount } = money(value, 'USD');
        expect(amount).to.match(/^-?\d+(\.\d+)?$/);
        expect(Number(amount)).to.equal(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('sumMoney', () => {
  it('is exact where floats are not', () => {
    expect(sumMoney([money(0.1, 'usd'), money(0.2, 'usd')])).to.deep.equal([
      { amount: '0.3', currency: 'USD' },
    ]);
  });

  it('keeps currencies apart', () => {
    expect(sumMoney([money(1, 'usd'), money(2, 'eur'), money(3, 'usd')])).to.deep.equal([
      { amount: '4', currency: 'USD' },
      { amount: '2', currency: 'EUR' },
    ]);
  });

  it('has no sum of nothing', () => {
    expect(sumMoney([])).to.deep.equal([]);
  });
});
