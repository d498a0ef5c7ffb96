import { expect } from 'chai';
import type { FindingRow, LimitRow, Severity } from '../../../src/monitor/index.js';
import { findingGroups, FEW_OF_A_KIND } from '../../../web/src/app/lib/finding-groups.js';
import { inOrder } from '../../../web/src/app/lib/in-order.js';
import { lastSeen } from '../../../web/src/app/lib/last-seen.js';
import { limitBars } from '../../../web/src/app/lib/limit-bars.js';
import { matches } from '../../../web/src/app/lib/matches.js';
import { isSnoozed, snoozedOf } from '../../../web/src/app/lib/snooze.js';

describe('findings by what they say', () => {
  const row = (id: string, severity: Severity, rule: string): FindingRow => ({
    id,
    type: 'finding',
    rule,
    title: rule,
    severity,
    subject: { source: 'acme', kind: 'key', id },
    evidence: [],
    since: '2026-11-28T12:00:00.000Z',
  });

  it('the gravest first, two of a kind until all are asked for', () => {
    const rows = [
      ...['a', 'b', 'c'].map((id) => row(id, 'low', 'key.old')),
      row('d', 'critical', 'budget.used'),
      row('e', 'info', 'budget.used'),
    ];
    const groups = findingGroups(rows, () => false);
    expect(groups.map(({ severity, shown, more }) => [severity, shown.length, more])).to.deep.equal([
      ['critical', 1, 0],
      ['low', FEW_OF_A_KIND, 1],
      ['info', 1, 0],
    ]);
    const [, old] = findingGroups(rows, (id) => id === groups[1]?.id);
    expect([old?.shown.length, old?.more]).to.deep.equal([3, 0]);
  });
});

describe('rows that keep their order', () => {
  const rows = ['c', 'a', 'b'].map((id) => ({ id }));
  it('as before, new ones behind', () => {
    expect(inOrder(rows, ['a', 'b', 'gone']).map(({ id }) => id)).to.deep.equal(['a', 'b', 'c']);
    expect(inOrder(rows, [])).to.equal(rows);
  });
});

describe('when something was last seen', () => {
  const window = { from: '2026-11-28T00:00:00.000Z', to: '2026-11-28T04:00:00.000Z' };
  const cases: readonly (readonly [
    what: string,
    values: readonly (number | null)[],
    at: string | undefined,
  ])[] = [
    ['the end of the last step with a figure', [1, 2, null, 0], '2026-11-28T02:00:00.000Z'],
    ['never later than the window', [1, 1, 1, 1], '2026-11-28T04:00:00.000Z'],
    ['zero is not seen', [0, 0], undefined],
    ['no data is not seen', [null], undefined],
    ['nothing', [], undefined],
  ];
  for (const [what, values, at] of cases)
    it(what, () => {
      expect(lastSeen(values, window)).to.equal(at);
    });
  it('a window that makes no sense', () => {
    expect(lastSeen([1], { from: 'x', to: window.to })).to.equal(undefined);
  });
});

describe('limits as bars', () => {
  const limit = (id: string, more: Partial<LimitRow>): LimitRow => ({
    uid: id,
    provider: 'acme',
    source: 'acme',
    resource: 'limits',
    observedAt: '2026-11-28T12:00:00.000Z',
    revision: 0,
    type: 'limit',
    subject: { source: 'acme', kind: 'organization', id: 'org' },
    measure: 'cost',
    limit: { amount: '100', currency: 'USD' },
    period: 'month',
    enforcement: 'alert',
    name: id,
    quality: 'reported',
    ...more,
  });

  it('those of one thing and period are marks on one bar, up to the highest', () => {
    const [bar, ...others] = limitBars([
      limit('half', { limit: { amount: '50', currency: 'USD' }, ratio: 1.2 }),
      limit('all', { ratio: 0.6 }),
    ]);
    expect(others).to.deep.equal([]);
    expect([bar?.row.uid, bar?.marks, bar?.reached, bar?.count]).to.deep.equal(['all', [0.5, 1], 1, 2]);
  });

  it('currencies and things stay apart; money and what is nearest to its end come first, what is not reported last', () => {
    const bars = limitBars([
      limit('unknown', { subject: { source: 'acme', kind: 'project', id: 'p' } }),
      limit('rate', { measure: 'requests', limit: 10, ratio: 0.9 }),
      limit('low', { ratio: 0.1 }),
      limit('high', { limit: { amount: '100', currency: 'EUR' }, ratio: 0.8 }),
    ]);
    expect(bars.map(({ row }) => row.uid)).to.deep.equal(['high', 'low', 'rate', 'unknown']);
  });

  it('limits that differ in what they count, for whom or for how long have bars of their own, whatever they are called', () => {
    const apart = [
      limit('test', { environment: 'test' }),
      limit('prod', { environment: 'prod' }),
      limit('model', { model: 'm' }),
      limit('hours', { period: 'window', windowMs: 18_000_000 }),
      limit('days', { period: 'window', windowMs: 604_800_000 }),
      limit('rate', { measure: 'requests', limit: 10, period: 'minute', enforcement: 'hard' }),
      limit('rate of another', { measure: 'requests', limit: 60, period: 'minute', enforcement: 'hard' }),
    ];
    expect(
      limitBars(apart)
        .map(({ row, count }) => `${row.uid} ${String(count)}`)
        .sort(),
    ).to.deep.equal(apart.map(({ uid }) => `${uid} 1`).sort());
  });

  it('alerts at several values of one count share a bar', () => {
    const alerts = [10, 60].map((size) =>
      limit(`at ${String(size)}`, { measure: 'requests', limit: size, enforcement: 'alert' }),
    );
    expect(limitBars(alerts).map(({ marks, count }) => [marks, count])).to.deep.equal([[[1 / 6, 1], 2]]);
  });

  it('a limit of zero is one mark at its end', () => {
    expect(limitBars([limit('zero', { limit: { amount: '0', currency: 'USD' } })])[0]?.marks).to.deep.equal([
      1,
    ]);
  });
});

describe('words that are looked for', () => {
  const texts = ['Nightly Export', undefined, 'openai'];
  for (const [words, found] of [
    ['', true],
    ['NIGHTLY', true],
    ['export openai', true],
    ['export keygen', false],
    ['.*', false],
  ] as const)
    it(`${words}: ${String(found)}`, () => {
      expect(matches(words, texts)).to.equal(found);
    });
});

describe('what is snoozed here', () => {
  const at = '2026-11-28T12:00:00.000Z';
  it('until then', () => {
    const all = { a: { until: at, reason: '' } };
    expect(isSnoozed(all, 'a', Date.parse(at) - 1)).to.equal(true);
    expect(isSnoozed(all, 'a', Date.parse(at))).to.equal(false);
    expect(isSnoozed(all, 'b', 0)).to.equal(false);
  });
  for (const [text, kept] of [
    [null, {}],
    ['garbage', {}],
    ['[]', {}],
    ['7', {}],
    [
      '{"a":null,"b":{"until":1,"reason":""},"c":{"until":"x","reason":"y"}}',
      { c: { until: 'x', reason: 'y' } },
    ],
  ] as const)
    it(`storage may hold ${String(text)}`, () => {
      expect(snoozedOf(text)).to.deep.equal(kept);
    });
});
