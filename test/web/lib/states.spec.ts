import { expect } from 'chai';
import type { SourceRow } from '../../../src/monitor/index.js';
import { readingOverview } from '../../../src/monitor/connect/reading.js';
import {
  ADVICE,
  adviceOf,
  pendingText,
  sourceLines,
  STATES,
  troubleOf,
} from '../../../web/src/app/lib/states.js';
import { summaryOf } from '../../../web/src/app/lib/summary.js';

const feed = (source: string, state: SourceRow['state'], more: Partial<SourceRow> = {}): SourceRow => ({
  source,
  provider: 'acme',
  feed: 'keys',
  state,
  records: 2,
  leftOut: 0,
  requests: 1,
  ...more,
});

describe('the state of a source', () => {
  it('is that of its worst list, with the oldest data and the next reading', () => {
    const [line, ...others] = sourceLines([
      feed('a', 'ok', { asOf: '2026-01-02', nextPollAt: '2026-01-04', lastSuccessAt: '2026-01-03' }),
      feed('a', 'down', {
        asOf: '2026-01-01',
        nextPollAt: '2026-01-05',
        error: { class: 'down', message: 'no' },
      }),
      feed('b', 'reading'),
    ]);
    expect(line).to.include({
      source: 'a',
      state: 'down',
      records: 4,
      requests: 2,
      troubled: 1,
      asOf: '2026-01-01',
      nextPollAt: '2026-01-04',
      lastSuccessAt: '2026-01-03',
    });
    expect(line?.error?.message).to.equal('no');
    expect(others.map(({ source }) => source)).to.deep.equal(['b']);
  });

  it('each has a word and a shape of its own rank, and advice where there is something to do', () => {
    const states = Object.values(STATES);
    expect(new Set(states.map(({ word }) => word)).size).to.equal(states.length);
    expect(new Set(states.map(({ rank }) => rank)).size).to.equal(states.length);
    for (const [state, { tone }] of Object.entries(STATES))
      expect(state in ADVICE, state).to.equal(tone === 'warn' || tone === 'bad');
  });

  it('a source of which items could not be read says how many, and its list which', () => {
    const partial = feed('a', 'partial', {
      leftOut: 25,
      leftOutItems: [{ reason: 'decode', id: 'p1', path: 'attributes.name' }],
    });
    const advice = sourceLines([partial, feed('a', 'ok')]).map(adviceOf);
    expect(advice).to.deep.equal(['25 items could not be read: totals are floors.']);
    expect(troubleOf(partial)).to.equal('25 items could not be read, such as p1: attributes.name');
    expect(troubleOf(feed('a', 'partial', { leftOut: 1 }))).to.equal('1 item could not be read');
    expect(troubleOf(feed('a', 'ok'))).to.equal('');
    const error = { class: 'down', message: 'no', status: 503 } as const;
    expect(troubleOf(feed('a', 'down', { leftOut: 2, error }))).to.equal('503: no');
  });

  it('what is being read is named', () => {
    const lines = sourceLines([feed('a', 'reading'), feed('a', 'ok'), feed('b', 'ok')]);
    expect(pendingText(lines)).to.equal('Reading a (1 of 2 lists)…');
    expect(pendingText([])).to.equal('Waiting for the first figures…');
  });
});

describe('what a screen reader hears', () => {
  const overview = {
    ...readingOverview,
    spendToday: {
      quality: 'floor',
      coverage: { included: [], missing: [] },
      value: [{ amount: '182.406', currency: 'USD', basis: 'provider_reported' }],
    },
    findings: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
    sources: { ok: 3, total: 4 },
  } as const;
  it('says that a floor is one', () => {
    expect(summaryOf(overview)).to.equal('Spend today at least $182.40; 1 finding; 3 of 4 sources are well.');
    expect(summaryOf(readingOverview)).to.match(/^Spend today is not known yet; 0 findings/);
  });
});
