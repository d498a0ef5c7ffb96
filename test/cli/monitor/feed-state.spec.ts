import { expect } from 'chai';
import type { SourceRow } from '../../../src/monitor/index.js';
import { healthOfAll, reasonOfRow } from '../../../src/cli/monitor/feed-state.js';
import { HELD } from '../../../src/cli/reason.js';

const row = (state: SourceRow['state'], more: Partial<SourceRow> = {}): SourceRow => ({
  ...{ source: 'openai', provider: 'openai', feed: 'users', state, records: 0, leftOut: 0, requests: 0 },
  ...more,
});
const READ = { lastSuccessAt: '2026-01-15T12:00:00.000Z' };

describe('how a source does', () => {
  const cases: readonly (readonly [rows: readonly SourceRow[], health: string])[] = [
    [[row('ok'), row('slow')], 'live'],
    [[row('ok'), row('reading')], 'reading'],
    [[row('ok'), row('partial')], 'partial'],
    [[row('ok'), row('auth')], 'partial'],
    [[row('ok'), row('stale')], 'stale'],
    [[row('down'), row('forbidden')], 'down'],
    [[row('down', READ), row('rate_limited')], 'stale'],
    [[], 'live'],
  ];
  for (const [rows, health] of cases)
    it(`${rows.map(({ state }) => state).join(', ') || 'no feeds'}: ${health}`, () =>
      expect(healthOfAll(rows)).to.equal(health));

  const error = (more: Partial<NonNullable<SourceRow['error']>>) => ({
    error: { class: 'HttpError', message: 'as the server says', ...more },
  });
  const reasons: readonly (readonly [row: SourceRow, reason: string])[] = [
    [row('auth', error({ status: 401 })), 'credential refused (401)'],
    [
      row('forbidden', error({ status: 403, missingScope: 'api.usage.read' })),
      'no permission (403), missing api.usage.read',
    ],
    [row('rate_limited', error({ status: 429 })), 'too many requests (429)'],
    [row('down', error({ status: 503 })), 'server error (503)'],
    [row('down', error({ status: 404 })), 'refused (404)'],
    [row('down', error({ class: 'NetworkError' })), 'no connection'],
    [row('down', error({ class: 'NetworkError', code: 'network-circuit-open' })), HELD],
    [row('down', error({ class: 'Odd' })), 'as the server says'],
  ];
  for (const [one, reason] of reasons) it(reason, () => expect(reasonOfRow(one)).to.equal(reason));
});
