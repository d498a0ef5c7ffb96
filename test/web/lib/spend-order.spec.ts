import { expect } from 'chai';
import type { SpendRow, SpendTable } from '../../../src/monitor/index.js';
import {
  ariaOrder,
  changeOf,
  nextOrder,
  orderBy,
  ordered,
  perThousandOf,
  SPEND_COLUMNS,
} from '../../../web/src/app/lib/spend-order.js';

const usd = (amount: string) => ({ amount, currency: 'USD', basis: 'provider_reported' }) as const;
const eur = (amount: string) => ({ amount, currency: 'EUR', basis: 'provider_reported' }) as const;

const row = (id: string, more: Partial<SpendRow> = {}): SpendRow => ({
  ...{ id, name: id, provider: 'acme', source: 'acme', cost: [], spark: [] },
  ...more,
});

const spender = row('b', {
  ...{ cost: [usd('9'), eur('1')], before: [usd('3'), eur('4')], requests: 10, spark: [1, 0] },
  tokens: { input_tokens: 5, output_tokens: 2 },
});
const silent = row('a', { requests: 0 });
const rows: readonly SpendRow[] = [
  spender,
  row('C', {
    ...{ cost: [usd('4')], before: [usd('8')], requests: 1_000, spark: [0, 1], source: 'zebra' },
    tokens: { input_tokens: 7, cached_input_tokens: 1, output_tokens: 9 },
  }),
  silent,
];
const table: SpendTable = {
  state: 'ready',
  rows,
  total: 3,
  coverage: { included: ['acme'], missing: [] },
  from: '2026-11-28T00:00:00.000Z',
  to: '2026-11-28T02:00:00.000Z',
  sum: { quality: 'reported', coverage: { included: ['acme'], missing: [] } },
};

describe('the order of the spenders', () => {
  const cases: readonly (readonly [order: string, ids: string])[] = [
    ['-cost', 'bCa'],
    ['cost', 'aCb'],
    ['name', 'abC'],
    ['-name', 'Cba'],
    ['source', 'baC'],
    ['-change', 'bCa'],
    // What has no value is last, whichever way.
    ['change', 'Cba'],
    ['-input', 'Cba'],
    ['input', 'bCa'],
    ['-cached', 'Cba'],
    ['-output', 'Cba'],
    ['-requests', 'Cba'],
    ['requests', 'abC'],
    ['-each', 'bCa'],
    ['each', 'Cba'],
    ['-seen', 'Cba'],
    ['seen', 'bCa'],
    ['nothing', 'bCa'],
    ['-__proto__', 'bCa'],
  ];
  for (const [order, ids] of cases)
    it(`${order}: ${ids}`, () => {
      expect(
        ordered(table, order)
          .map(({ id }) => id)
          .join(''),
      ).to.equal(ids);
      expect(table.rows.map(({ id }) => id).join('')).to.equal('bCa');
    });

  it('goes by figures of the currency that comes first', () => {
    expect(ordered(table, 'change', 'EUR').map(({ id }) => id)).to.deep.equal(['b', 'C', 'a']);
  });

  it('each column after the other, and back to the first', () => {
    const seen: string[] = [];
    for (let order = '-cost'; !seen.includes(order); order = nextOrder(order)) seen.push(order);
    expect(seen).to.deep.equal([
      ...['-cost', '-change', '-input', '-cached', '-output', '-requests', '-each', '-seen'],
      ...['name', 'source'],
    ]);
    expect(nextOrder('nothing')).to.equal('name');
  });

  it('a click sorts, another one the other way round', () => {
    expect(orderBy('cost', 'name')).to.equal('-cost');
    expect(orderBy('cost', '-cost')).to.equal('cost');
    expect(orderBy('name', '-cost')).to.equal('name');
    expect(orderBy('name', 'name')).to.equal('-name');
  });

  it('heads say which way', () => {
    const [name, , cost, share] = SPEND_COLUMNS;
    if (name === undefined || cost === undefined || share === undefined) throw new Error('no columns');
    expect(ariaOrder(cost, '-cost')).to.equal('descending');
    expect(ariaOrder(name, 'name')).to.equal('ascending');
    expect(ariaOrder(name, '-cost')).to.equal('none');
    expect(ariaOrder(share, '-cost')).to.equal(null);
  });
});

describe('figures of a spender that are made of others', () => {
  it('the change is of amounts of one origin', () => {
    expect(changeOf(spender)).to.equal(2);
    expect(changeOf(spender, 'EUR')).to.equal(-0.75);
    expect(changeOf(row('x', { cost: [usd('1')], before: [eur('1')] }))).to.equal(undefined);
    expect(changeOf(row('x', { cost: [usd('1')], before: [usd('0')] }))).to.equal(undefined);
    expect(changeOf(row('x', { cost: [usd('1')] }))).to.equal(undefined);
  });

  it('the cost of a thousand requests', () => {
    expect(perThousandOf(spender)).to.deep.equal(usd('900'));
    expect(perThousandOf(spender, 'EUR')).to.deep.equal(eur('100'));
    expect(perThousandOf(silent)).to.equal(undefined);
    expect(perThousandOf(row('x', { cost: [usd('1')] }))).to.equal(undefined);
    expect(perThousandOf(row('x', { cost: [usd('1')], requests: 0 }))).to.equal(undefined);
  });
});
