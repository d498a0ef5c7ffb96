import { expect } from 'chai';
import { moneyWord, readable } from '../../../src/cli/output/figures.js';

describe('amounts in sentences', () => {
  const cases: readonly (readonly [exact: string, read: string])[] = [
    ['2408.491561825 USD of 25 USD are used (9633 %).', '$2,408.49 of $25.00 are used (9633 %).'],
    ['At least 0.0004 EUR.', 'At least <€0.01.'],
    ['0 GBP', '£0.00'],
    ['-1.2 USD', '-$1.20'],
    ['12.345 CHF', '12.35 CHF'],
    // What is no currency stays as it is, to the last digit.
    ['0.123456789 ETH', '0.123456789 ETH'],
    ['2408.49 USDC', '2408.49 USDC'],
    ['3 API keys, 401 GET', '3 API keys, 401 GET'],
    ['v1.5 USD', 'v1.5 USD'],
    ['1,234.567 USD', '1,234.567 USD'],
    ['701 of 700 are used', '701 of 700 are used'],
  ];
  for (const [exact, read] of cases)
    it(`${exact} reads ${read}`, () => {
      expect(readable(exact)).to.equal(read);
    });

  it('less than a cent is no zero', () => {
    expect(moneyWord({ amount: '0.009', currency: 'USD' })).to.equal('<$0.01');
    expect(moneyWord({ amount: '0', currency: 'USD' })).to.equal('$0.00');
  });
});
