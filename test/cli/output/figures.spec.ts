import { expect } from 'chai';
import { countWord, figureText, moneyText, moneyWord, readable } from '../../../src/cli/output/figures.js';

describe('amounts in sentences', () => {
  const cases: readonly (readonly [exact: string, read: string])[] = [
    ['2408.491561825 USD of 25 USD spent (9633 %).', '$2,408.49 of $25.00 spent (9633 %).'],
    ['About 0.0004 EUR.', 'About <€0.01.'],
    // What is at least so much is cut.
    ['At least 12.346 USD of 25.006 USD are used.', 'At least $12.34 of $25.01 are used.'],
    ['It is at least 0.0004 EUR.', 'It is at least €0.00.'],
    ['At least 700 are used', 'At least 700 are used'],
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

describe('figures that are bounds', () => {
  const floorOf = (amount: string) => ({
    value: [{ amount, currency: 'USD', basis: 'provider_reported' as const }],
    quality: 'floor' as const,
    coverage: { included: [], missing: ['acme'] },
  });
  const floors: readonly (readonly [amount: string, read: string])[] = [
    ['12.346', '≥$12.34'],
    ['12.34', '≥$12.34'],
    ['0.0099', '≥$0.00'],
    ['-0.011', '≥-$0.02'],
    ['999999.999', '≥$999,999.99'],
  ];
  for (const [amount, read] of floors)
    it(`at least ${amount} reads ${read}: never more than is known`, () => {
      expect(figureText(floorOf(amount))).to.equal(read);
    });

  it('what is reported is rounded to the nearest cent', () => {
    expect(figureText({ ...floorOf('12.346'), quality: 'reported' })).to.equal('$12.35');
  });

  it('an amount that is at most so much is raised', () => {
    expect(moneyText({ amount: '12.341', currency: 'USD' }, 'up')).to.equal('$12.35');
    expect(moneyText({ amount: '-12.349', currency: 'USD' }, 'up')).to.equal('-$12.34');
  });

  it('counts follow the same rule', () => {
    expect((['nearest', 'down', 'up'] as const).map((rounding) => countWord(48_160, rounding))).to.deep.equal(
      ['48.2K', '48.1K', '48.2K'],
    );
    expect(countWord(48_110, 'up')).to.equal('48.2K');
  });
});
