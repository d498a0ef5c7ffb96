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

  it('what is not reported is nothing, and never zero', () => {
    const { used: _, remaining: __, ratio: ___, ...bare } = row('floor');
    expect([page.usedText(bare), page.leftText(bare), page.partText(bare)]).to.deep.equal([
      '',
      '',
      'use not reported',
    ]);
  });
});
