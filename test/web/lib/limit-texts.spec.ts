import { expect } from 'chai';
import type { LimitRow } from '../../../src/monitor/index.js';
import { leftText, usedText } from '../../../src/cli/screen/limits.js';
import * as page from '../../../web/src/app/lib/limit-texts.js';

const row = (quality: LimitRow['quality'], more: Partial<LimitRow> = {}): LimitRow => ({
  ...{ uid: 'acme/limit/month', provider: 'acme', source: 'acme', resource: 'limits', revision: 0 },
  ...{ observedAt: '2026-11-28T12:00:00.000Z', type: 'limit', measure: 'cost', period: 'month' },
  ...{ subject: { source: 'acme', kind: 'organization', id: 'org' }, enforcement: 'hard' },
  limit: { amount: '100', currency: 'USD' },
  used: { amount: '99.606', currency: 'USD' },
  remaining: { amount: '0.394', currency: 'USD' },
  ratio: 0.996_06,
  name: 'cost limit, a month',
  quality,
  ...more,
});

describe('how a limit is written', () => {
  const cases: readonly (readonly [LimitRow['quality'], used: string, part: string, left: string])[] = [
    ['reported', '$99.61', '100%', '$0.39'],
    ['estimated', '~$99.61', '~100%', '~$0.39'],
    ['floor', '≥$99.60', '≥99%', '≤$0.40'],
  ];
  for (const [quality, used, part, left] of cases)
    it(`${quality}: ${used} used, ${left} left`, () => {
      expect(page.usedText(row(quality))).to.equal(used);
      expect(page.partText(row(quality))).to.equal(part);
      expect(page.leftText(row(quality))).to.equal(left);
      expect([usedText(row(quality)), leftText(row(quality))], 'as the terminal has it').to.deep.equal([
        used,
        left,
      ]);
    });

  it('counts as money', () => {
    const seats = row('floor', { limit: 50_000, used: 48_190, remaining: 1_810 });
    expect(page.usedText(seats)).to.equal('≥48.1K');
    expect(page.leftText(seats)).to.equal('≤1.9K');
    expect(page.limitText(seats)).to.equal('50K');
  });

  describe('requests of a source', () => {
    const NOW = Date.parse('2026-11-28T12:00:00.000Z');
    const requests = (perMs: number, used: number, more: Partial<LimitRow> = {}): LimitRow =>
      row('reported', {
        ...{ subject: { source: 'acme', kind: 'source', id: 'acme' }, measure: 'requests', limit: 600 },
        ...{ used, remaining: 600 - used, ratio: used / 600, period: 'window', windowMs: perMs },
        ...{ name: `requests limit, in ${String(perMs / 1_000)} s`, asOf: '2026-11-28T11:59:58.000Z' },
        resetsAt: '2026-11-28T12:00:12.000Z',
        ...more,
      });
    const allowance = (...rows: readonly LimitRow[]) => page.allowanceOf(rows, 'acme', NOW, 'utc');

    it('of several windows the one that is nearest to its end is shown, and all are in the title', () => {
      expect(allowance(requests(30_000, 9), requests(300_000, 450), row('reported'))).to.deep.equal({
        text: '450 of 600 in 5 min',
        title:
          'requests limit, in 300 s: 150 left · whole again in 12 s\nrequests limit, in 30 s: 591 left · whole again in 12 s',
      });
    });

    it('say as of when they are, once their window is over', () => {
      const over = requests(30_000, 9, { resetsAt: '2026-11-28T11:59:59.000Z' });
      expect(page.whenText(over, NOW, 'utc')).to.equal('591 left · as of 11:59:58');
      const unknown = requests(30_000, 600, { resetsAt: undefined, remaining: 0 });
      expect(page.whenText(unknown, NOW, 'utc')).to.equal('reached · as of 11:59:58');
    });

    it('that the client counted are at least so many', () => {
      const counted = requests(60_000, 4, { period: 'minute', windowMs: undefined, quality: 'floor' });
      expect(allowance(counted)?.text).to.equal('≥4 of 600 a minute');
    });

    it('of other sources, of other things, and of no known use are none of them', () => {
      const customer = requests(30_000, 9, { subject: { source: 'acme', kind: 'customer', id: 'acme' } });
      expect(allowance(customer)).to.equal(undefined);
      expect(allowance(requests(30_000, 9, { source: 'beta' }))).to.equal(undefined);
      expect(allowance(requests(30_000, 9, { used: undefined, ratio: undefined }))).to.equal(undefined);
    });

    it('other limits say when they are reached and reset', () => {
      const money = row('reported', {
        resetsAt: '2026-12-01T00:00:00.000Z',
        reachedAt: '2026-11-28T14:00:00.000Z',
      });
      expect(page.whenText(money, NOW, 'utc')).to.equal('$0.39 left · reached in 2 h · resets 12-01 00:00');
    });
  });

  it('what is not reported is nothing, and never zero', () => {
    const { used: _, remaining: __, ratio: ___, ...bare } = row('floor');
    expect([page.usedText(bare), page.leftText(bare), page.partText(bare)]).to.deep.equal([
      '',
      '',
      'use not reported',
    ]);
  });
});
