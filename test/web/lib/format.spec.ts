import { expect } from 'chai';
import type { Amount } from '../../../src/monitor/index.js';
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
    [format.span(59_400), '59 s'],
    [format.span(3_599_000), '59 min'],
    [format.span(47 * 3_600_000), '47 h'],
    [format.span(49 * 3_600_000), '2 d'],
    [format.ago(undefined, 0), '–'],
    [format.ago('1970-01-01T00:00:00.000Z', 4_000), 'now'],
    [format.ago('1970-01-01T00:00:00.000Z', 60_000), '1 min ago'],
    [format.countdown('1970-01-01T00:04:10.000Z', 0), '4:10'],
    [format.countdown('1970-01-01T00:00:00.000Z', 1), ''],
    [format.countdown(undefined, 0), ''],
    [format.clockTime('2026-01-15T20:03:12.999Z', 'utc'), '20:03:12'],
    [format.day('2026-01-15T20:03:12.000Z', 'utc'), '2026-01-15'],
    [format.dayTime('2026-01-15T20:03:12.000Z', 'utc'), '2026-01-15 20:03'],
    [format.axisTime(Date.parse('2026-01-15T00:00:00.000Z') / 1000, 3_600, 'utc'), '01-15'],
    [format.axisTime(Date.parse('2026-01-15T02:00:00.000Z') / 1000, 3_600, 'utc'), '02:00'],
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

  it('rates of different origins are not compared', () => {
    expect(format.paceOf([usd('3')], [usd('2')])).to.equal(0.5);
    expect(format.paceOf([usd('3')], [usd('2', 'estimated')])).to.equal(undefined);
    expect(format.paceOf([usd('3')], [usd('0')])).to.equal(undefined);
    expect(format.paceOf([usd('3'), usd('1', 'estimated')], [usd('2')])).to.equal(undefined);
    expect(format.paceOf(undefined, [usd('2')])).to.equal(undefined);
  });
});
