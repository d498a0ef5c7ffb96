import { expect } from 'chai';
import type { LimitRow } from '../../../src/monitor/index.js';
import { againstBudget, paceOfBudget } from '../../../web/src/app/lib/pace.js';

const NOW = Date.parse('2026-11-28T12:00:00.000Z');

const budget = (more: Partial<LimitRow> = {}): LimitRow => ({
  uid: 'acme/limit/1',
  provider: 'acme',
  source: 'acme',
  resource: 'limits',
  observedAt: '2026-11-28T12:00:00.000Z',
  revision: 0,
  type: 'limit',
  subject: { source: 'acme', kind: 'organization', id: 'org' },
  measure: 'cost',
  limit: { amount: '720', currency: 'USD' },
  period: 'month',
  enforcement: 'hard',
  name: 'cost limit',
  quality: 'reported',
  ...more,
});

const project = { source: 'acme', kind: 'project', id: 'p1' };

describe('the pace of a budget', () => {
  const cases: readonly (readonly [what: string, rows: readonly LimitRow[], perHour: number | undefined])[] =
    [
      ['a month, of 30 days', [budget()], 1],
      ['a day', [budget({ period: 'day' })], 30],
      ['a week', [budget({ period: 'week', limit: { amount: '168', currency: 'USD' } })], 1],
      ['without an end', [budget({ period: 'total' })], undefined],
      ['of another currency', [budget({ limit: { amount: '720', currency: 'EUR' } })], undefined],
      ['not of money', [budget({ measure: 'requests', limit: 720 })], undefined],
      ['of nothing', [budget({ limit: { amount: '0', currency: 'USD' } })], undefined],
      ['of a project, while all is shown', [budget({ subject: project })], undefined],
      [
        'an alert that is lower',
        [budget({ enforcement: 'alert', limit: { amount: '72', currency: 'USD' } }), budget()],
        1,
      ],
      ['the lower of two', [budget(), budget({ limit: { amount: '360', currency: 'USD' } })], 0.5],
      [
        'two accounts with one each',
        [budget(), budget({ subject: { source: 'other', kind: 'organization', id: 'org' } })],
        undefined,
      ],
    ];
  for (const [what, rows, perHour] of cases)
    it(`${what}: ${String(perHour)} an hour`, () => {
      expect(paceOfBudget(rows, 'USD', NOW)?.perHour).to.equal(perHour);
    });

  it('is that of the project to which all is narrowed', () => {
    const rows = [budget(), budget({ subject: project, limit: { amount: '72', currency: 'USD' } })];
    expect(paceOfBudget(rows, 'USD', NOW, 'p1')?.perHour).to.equal(0.1);
    expect(paceOfBudget(rows, 'USD', NOW, 'p2')).to.equal(undefined);
  });

  it('is compared with what is spent in its currency', () => {
    const pace = paceOfBudget([budget()], 'USD', NOW);
    const spent = (amount: string, currency = 'USD') =>
      ({ amount, currency, basis: 'provider_reported' }) as const;
    expect(againstBudget(spent('1.5'), pace)).to.equal(0.5);
    expect(againstBudget(spent('0.25'), pace)).to.equal(-0.75);
    expect(againstBudget(spent('1', 'EUR'), pace)).to.equal(undefined);
    expect(againstBudget(undefined, pace)).to.equal(undefined);
    expect(againstBudget(spent('1'), undefined)).to.equal(undefined);
  });
});
