import { expect } from 'chai';
import type { SourceRow } from '../../../src/monitor/index.js';
import type { ProviderRow } from '../../../src/cli/monitor/provider-rows.js';
import { widthOf } from '../../../src/cli/output/width.js';
import { causeLines, providerLines } from '../../../src/cli/watch/provider-table.js';
import { stateLines } from '../../../src/cli/watch/lines.js';

const paint = (_style: string, text: string): string => text;
const now = new Date('2026-01-15T12:00:00Z');
const AT = '2026-01-15T12:00:00.000Z';

const feed = (id: string, state: SourceRow['state'], more: Partial<SourceRow> = {}): SourceRow => ({
  ...{ source: 'cobo', provider: 'cobo', feed: id, state, records: 0, leftOut: 0, requests: 0 },
  ...more,
});
const down = (id: string, code?: string): SourceRow =>
  feed(id, 'down', {
    nextPollAt: '2026-01-15T12:01:00.000Z',
    error: { class: 'NetworkError', message: 'm', ...(code === undefined ? {} : { code }) },
  });
const count = (value: number, more: object = {}) => ({ value, isFloor: false, isOpen: false, ...more });

const OPENAI: ProviderRow = {
  source: 'openai',
  users: count(1234),
  keys: count(5, { isFloor: true }),
  neverUsed: count(0),
  spend: {
    value: [{ amount: '1234567.891', currency: 'USD', basis: 'provider_reported' }],
    quality: 'floor',
    coverage: { included: ['openai'], missing: [] },
  },
  asOf: AT,
  health: 'live',
  feeds: [],
};
const COBO: ProviderRow = {
  ...{ source: 'cobo', users: undefined, keys: count(0, { isOpen: true }), neverUsed: undefined },
  ...{ spend: undefined, asOf: undefined, health: 'down' },
  feeds: [down('keys', 'network-circuit-open'), down('people'), feed('pacts', 'partial', { leftOut: 2 })],
};
const rows = [OPENAI, COBO];

describe('the table of sources', () => {
  it('has aligned columns, – for what is not reported, … for what is not known yet, ≥ for a floor', () => {
    expect(providerLines({ rows, now, width: 100, paint })).to.deep.equal([
      'SOURCE  USERS  KEYS  NEVER USED       SPEND JAN  AS OF     STATE',
      'openai  1,234    ≥5           0  ≥$1,234,567.89  12:00:00  ● live',
      'cobo        –     …           –               –  –         ✕ down',
    ]);
  });

  it('says once why lists fail, those that were not asked included, and what was left out', () => {
    expect(causeLines({ rows, now, width: 100, paint })).to.deep.equal([
      'cobo: people, keys: no connection; next try 12:01:00',
      'cobo: pacts: 2 items left out',
    ]);
  });

  for (const width of [20, 40, 79, 119])
    it(`fits ${String(width)} columns`, () => {
      const shown = { rows, now, width, paint };
      for (const line of [...providerLines(shown), ...causeLines(shown)])
        expect(widthOf(line)).to.be.at.most(width);
    });
});

describe('the states of lists as lines', () => {
  const info = (id: string) => ({ id, kind: 'snapshot', every: { watchedMs: 1, idleMs: 1 } }) as const;
  const sources = [
    {
      name: 'cobo',
      provider: 'cobo',
      feeds: [
        {
          ...info('keys'),
          reads: 'cobo.apiKeys',
          read: () => {
            throw new Error('not read here');
          },
          faultOf: () => {
            throw new Error('nothing fails here');
          },
        },
      ],
    },
  ];
  const line = { provider: 'cobo', endpoint: 'cobo.apiKeys', list: 'cobo/keys', sandbox: true };

  it('a state when it becomes another, and nothing while it reads', () => {
    const linesOf = stateLines(sources, true);
    const ok = feed('keys', 'ok', { lastSuccessAt: AT });
    expect(linesOf([feed('keys', 'reading')])).to.deep.equal([]);
    expect(linesOf([ok])).to.deep.equal([{ ...line, state: 'live', asOf: AT }]);
    expect(linesOf([{ ...ok, lastSuccessAt: '2026-01-15T12:01:00.000Z' }])).to.deep.equal([]);
    expect(linesOf([{ ...ok, state: 'partial', leftOut: 2 }])).to.deep.equal([
      { ...line, state: 'partial', leftOut: 2, asOf: AT },
    ]);
    expect(linesOf([down('keys')])[0]).to.include({
      ...{ state: 'down', cause: 'down', reason: 'm', retryAt: '2026-01-15T12:01:00.000Z' },
    });
    expect(linesOf([down('keys')])).to.deep.equal([]);
  });
});
