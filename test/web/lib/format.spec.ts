import { expect } from 'chai';
import type { Amount, Figure, Window } from '../../../src/monitor/index.js';
import { readable } from '../../../src/cli/output/figures.js';
import * as format from '../../../web/src/app/lib/format.js';

const usd = (amount: string, basis: Amount['basis'] = 'provider_reported'): Amount => ({
  amount,
  currency: 'USD',
  basis,
});

describe('how figures are written', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    [format.moneyText(usd('1234.5')), '$1,234.50'],
    [format.moneyText(usd('0')), '$0.00'],
    [format.moneyText(usd('0.000052')), '$0.000052'],
    [format.moneyText(usd('-1.5')), '-$1.50'],
    [format.moneyText(usd('12345.6'), true), '$12.3K'],
    [format.moneyText(usd('50000'), true), '$50K'],
    [format.moneyText(usd('9999'), true), '$9,999.00'],
    [format.moneyText(usd('12.346')), '$12.35'],
    [format.moneyText(usd('12.346'), false, 'down'), '$12.34'],
    [format.moneyText(usd('12.341'), false, 'up'), '$12.35'],
    [format.moneyText(usd('-12.341'), false, 'down'), '-$12.35'],
    [format.moneyText(usd('-12.346'), false, 'up'), '-$12.34'],
    [format.moneyText(usd('0.00567'), false, 'down'), '$0.0056'],
    [format.moneyText(usd('19990'), true), '$20K'],
    [format.moneyText(usd('19990'), true, 'down'), '$19.9K'],
    [format.moneyText(usd('19910'), true, 'up'), '$20K'],
    [format.moneyText(usd('0.994999999999999999'), false, 'down'), '$0.99'],
    [format.moneyText(usd('90071992547409.939999'), false, 'down'), '$90,071,992,547,409.93'],
    [format.moneyText({ amount: '1.006', currency: 'usd' }, false, 'down'), '1.00 usd'],
    [format.amountText(usd('1.006', 'estimated'), false, 'down'), '~$1.00'],
    [format.compact(48_190), '48.2K'],
    [format.compact(48_190, 'down'), '48.1K'],
    [format.percent(0.996), '100%'],
    [format.percent(0.996, 'down'), '99%'],
    [format.moneyText({ amount: '1.5', currency: 'usd' }), '1.50 usd'],
    [format.moneyText({ amount: '1.5', currency: '<b>' }), '1.50 <b>'],
    [format.moneyExact(usd('0.1000000000001')), '0.1000000000001 USD'],
    [format.amountText(usd('2', 'estimated')), '~$2.00'],
    [format.compact(undefined), '–'],
    [format.compact(1_234_567), '1.2M'],
    [format.whole(1_234_567), '1,234,567'],
    [format.percent(undefined), '–'],
    [format.percent(NaN), '–'],
    [format.percent(0.005), '0.5%'],
    [format.percent(0.5), '50%'],
    [format.percent(96), '96×'],
    [format.change(0.114), '+11%'],
    [format.change(-0.5), '-50%'],
    [format.change(Infinity), '–'],
    [format.markOf({ quality: 'floor' }), '≥'],
    [format.markOf({ quality: 'estimated' }), '~'],
    [format.markOf({ quality: 'reported' }), ''],
    [format.coverageText({ included: ['a', 'b'], missing: ['c'] }) ?? '', '2 of 3 sources'],
    [format.coverageText({ included: ['a'], missing: [] }) ?? '', ''],
    [format.counted(1, 'key'), '1 key'],
    [format.counted(2, 'key'), '2 keys'],
  ];
  cases.forEach(([text, expected], place) => {
    it(`${String(place)}: ${expected}`, () => {
      expect(text.replaceAll(' ', ' ')).to.equal(expected);
    });
  });

  it('what is reported comes before what a gateway metered and what is estimated, and they never add up', () => {
    const amounts = [usd('9', 'estimated'), usd('1'), usd('5', 'provider_gateway')];
    const { lead, rest } = format.leading(amounts);
    expect(lead?.amount).to.equal('1');
    expect(rest.map(({ amount }) => amount)).to.deep.equal(['5', '9']);
    expect(format.largest(amounts).lead?.amount).to.equal('9');
    expect(format.leading(undefined).lead).to.equal(undefined);
  });

  it('amounts of the currency that is asked for come first, each origin of them in its order', () => {
    const eur = (amount: string, basis: Amount['basis']): Amount => ({ amount, currency: 'EUR', basis });
    const amounts = [usd('9'), eur('1', 'estimated'), eur('2', 'provider_gateway')];
    const ofLead = (preferred: string) => format.leading(amounts, preferred).lead?.amount;
    expect(['', 'USD', 'EUR', 'CHF'].map(ofLead)).to.deep.equal(['9', '9', '2', '9']);
    expect(format.leading(amounts, 'EUR').rest.map(({ amount }) => amount)).to.deep.equal(['1', '9']);
    expect(format.largest(amounts, 'EUR').lead?.amount).to.equal('2');
    expect(
      format.paceOf(amounts, [usd('1'), eur('4', 'provider_gateway'), eur('1', 'estimated')], 'EUR'),
    ).to.equal(-0.5);
    expect(format.currenciesOf(amounts, undefined, [usd('1')])).to.deep.equal(['EUR', 'USD']);
    expect(format.currenciesOf()).to.deep.equal([]);
  });

  const made: readonly (readonly [window: Window, words: RegExp])[] = [
    [
      'today',
      /^2\.125 USD, estimated since 00:00 UTC, of sources that have not reported today yet: tokens × /,
    ],
    ...(['7d', '30d', 'month'] as const).map(
      (window) => [window, /estimated of days \(UTC\) that are not reported yet: tokens × /] as const,
    ),
    ...(['60m', '24h'] as const).map(
      (window) =>
        [window, /estimated of a part of a day, .*its costs × the share of its tokens; .*tokens × /] as const,
    ),
  ];
  for (const [window, words] of made)
    it(`an estimate of ${window} says of what it is and how it is made, what is reported does not`, () => {
      const of = format.estimateOf(window);
      expect(format.amountTitle(usd('2.125', 'estimated'), of)).to.match(words);
      expect(format.amountTitle(usd('2.125'), of)).to.equal('2.125 USD, reported');
    });

  it('an estimate that lacks a part is marked as both', () => {
    const marks = (['estimated', 'provider_reported'] as const).map((basis) =>
      (['floor', 'estimated', 'reported'] as const).map((quality) =>
        format.amountMark({ basis }, { quality }),
      ),
    );
    expect(marks).to.deep.equal([
      ['≥~', '~', '~'],
      ['≥', '', ''],
    ]);
  });

  it('a floor is not compared with another figure: it may be as much', () => {
    const figure = (amount: string, quality: Figure<unknown>['quality'] = 'reported') => ({
      value: [usd(amount)],
      quality,
      coverage: { included: [], missing: [] },
    });
    expect(format.paceOfFigures(figure('3'), figure('2'))).to.equal(0.5);
    expect(format.paceOfFigures(figure('3', 'floor'), figure('2'))).to.equal(undefined);
    expect(format.paceOfFigures(figure('3'), figure('2', 'floor'))).to.equal(undefined);
    expect(format.paceOfFigures(undefined, figure('2'))).to.equal(undefined);
  });

  const sentences: readonly (readonly [exact: string, read: string])[] = [
    ['2408.491561825 USD of 25 USD spent (9633 %).', '$2,408.49 of $25.00 spent (9633 %).'],
    ['About 0.0004 EUR; 0 GBP; -1.2 USD.', 'About <€0.01; £0.00; -$1.20.'],
    ['At least 12.346 USD of 25.006 USD are used.', 'At least $12.34 of $25.01 are used.'],
    ['It is at least 0.0004 EUR.', 'It is at least €0.00.'],
    ['restated by +0.125 USD', 'restated by +$0.13'],
    ['12.345 CHF and 5000 JPY', '12.35 CHF and 5,000.00 JPY'],
    ['99999999999999999999.999 USD', '$100,000,000,000,000,000,000.00'],
    [
      '0.123456789 ETH, 2408.49 USDC, 1,234.567 USD, v1.5 USD',
      '0.123456789 ETH, 2408.49 USDC, 1,234.567 USD, v1.5 USD',
    ],
    ['3 API keys, 401 GET', '3 API keys, 401 GET'],
  ];
  for (const [exact, read] of sentences)
    it(`a sentence reads as in the terminal: ${read}`, () => {
      expect(format.readable(exact)).to.equal(read);
      expect(readable(exact)).to.equal(read);
    });

  it('rates of different origins are not compared', () => {
    expect(format.paceOf([usd('3')], [usd('2')])).to.equal(0.5);
    expect(format.paceOf([usd('3')], [usd('2', 'estimated')])).to.equal(undefined);
    expect(format.paceOf([usd('3')], [usd('0')])).to.equal(undefined);
    expect(format.paceOf([usd('3'), usd('1', 'estimated')], [usd('2')])).to.equal(undefined);
    expect(format.paceOf(undefined, [usd('2')])).to.equal(undefined);
  });
});
