import { expect } from 'chai';
import type { SpendRow } from '../../../src/monitor/index.js';
import { csvCell, focusRows, spendRows, toCsv, toJson, toNdjson } from '../../../web/src/app/lib/export.js';

const about = {
  asOf: '2026-11-28T12:00:00.000Z',
  coverage: { included: ['a'], missing: ['b', 'c'] },
  window: '24h',
  label: 'sandbox',
};

describe('files of what is shown', () => {
  for (const [value, cell] of [
    ['=1+1', "'=1+1"],
    ['+1 555', "'+1 555"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['-1.50', '-1.50'],
    [-1.5, '-1.5'],
    ['a "b", c', '"a ""b"", c"'],
    ['two\nlines', '"two\nlines"'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    [undefined, ''],
    [null, ''],
    [{ a: 1 }, '"{""a"":1}"'],
  ] as const)
    it(`a cell of ${JSON.stringify(value)}`, () => {
      expect(csvCell(value)).to.equal(cell);
    });

  it('say how far they reach, what is missing and that it is a sandbox', () => {
    expect(toCsv([{ name: 'x' }], about)).to.equal(
      'name,window,asOf,missing,label\r\nx,24h,2026-11-28T12:00:00.000Z,b c,sandbox\r\n',
    );
    expect(JSON.parse(toJson([1], about))).to.deep.equal({ ...about, rows: [1] });
    expect(
      toNdjson([{ a: 1 }], about)
        .split('\n')
        .slice(1),
    ).to.deep.equal(['{"a":1}', '']);
    expect(toCsv([{ name: 'x' }], { ...about, label: undefined })).to.not.include('label');
  });

  it('have a row for each amount, since amounts of different origin stay apart', () => {
    const row: SpendRow = {
      id: 'acme/key/k',
      name: 'k',
      provider: 'acme',
      source: 'acme',
      cost: [
        { amount: '1', currency: 'USD', basis: 'provider_reported' },
        { amount: '2', currency: 'USD', basis: 'estimated' },
      ],
      spark: [],
    };
    expect(spendRows([row]).map(({ cost, basis }) => [cost, basis])).to.deep.equal([
      ['1', 'provider_reported'],
      ['2', 'estimated'],
    ]);
    expect(spendRows([{ ...row, cost: [] }])).to.have.length(1);
    const [focus] = focusRows({ rows: [row], from: 'f', to: 't' });
    expect(focus).to.include({
      BilledCost: '1',
      BillingCurrency: 'USD',
      ChargePeriodStart: 'f',
      ResourceId: 'acme/key/k',
    });
  });
});
