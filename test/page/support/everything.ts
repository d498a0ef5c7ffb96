import type { CredentialRow, LimitRow, Severity, SourceState } from '../../../src/monitor/index.js';
import { FakeMonitor, finding, spendRow } from '../../node/gateway/support/fake-monitor.js';

const AT = '2026-11-28T12:00:00.000Z';
const HOUR_MS = 3_600_000;

const STATES: readonly SourceState[] = [
  'reading',
  'ok',
  'slow',
  'partial',
  'stale',
  'auth',
  'forbidden',
  'rate_limited',
  'down',
];
const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const STATUSES: readonly CredentialRow['status'][] = [
  'active',
  'expired',
  'revoked',
  'suspended',
  'vanished',
  'unknown',
];

const meta = (resource: string, id: string) => ({
  ...{
    uid: `acme/${resource}/${id}`,
    provider: 'acme',
    source: 'acme',
    resource,
    observedAt: AT,
    revision: 0,
  },
});

const limit = (ratio: number): LimitRow => ({
  ...meta('limits', String(ratio)),
  type: 'limit',
  subject: { source: 'acme', kind: 'project', id: `p${String(ratio)}` },
  measure: 'cost',
  limit: { amount: '100', currency: 'USD' },
  used: { amount: String(ratio * 100), currency: 'USD' },
  ratio,
  period: 'month',
  enforcement: 'hard',
  name: 'cost limit, a month',
  quality: 'floor',
});

const key = (status: CredentialRow['status']): CredentialRow => ({
  ...meta('keys', status),
  type: 'credential',
  kind: 'api_token',
  id: status,
  name: `Key ${status}`,
  ownerName: 'Ana Person',
  ownerStatus: 'banned',
  privilege: 'admin',
  status,
  createdAt: AT,
  expiresAt: '2026-12-01T12:00:00.000Z',
  lastUsed: { state: 'used', at: AT, evidence: 'usage' },
  cost: [{ amount: '1', currency: 'USD', basis: 'estimated' }],
  findings: ['key.expiring'],
});

const amount = (text: string) =>
  [
    { amount: text, currency: 'USD', basis: 'provider_reported' },
    { amount: text, currency: 'USD', basis: 'estimated' },
  ] as const;

/** A monitor with little of everything that the page can show: each state, severity, status and tone, at once. */
export const everything = (): FakeMonitor => {
  const fake = new FakeMonitor();
  const coverage = { included: ['a-ok'], missing: ['a-down'] };
  const figure = { value: amount('12.5'), quality: 'floor', asOf: AT, coverage } as const;
  const count = { value: 48_100, quality: 'floor', asOf: AT, coverage } as const;
  const money = (text: string) => ({ amount: text, currency: 'USD' });
  fake.sources.next(
    STATES.map((state) => ({
      ...{ source: `a-${state}`, provider: 'acme', feed: 'keys', state, records: 3, leftOut: 1, requests: 2 },
      error: { class: state, message: 'what went wrong', missingScope: 'usage.read' },
      gives: ['cost', 'usage', 'limit', 'credential'] as const,
    })),
  );
  fake.overview.next({
    state: 'ready',
    spendToday: figure,
    monthToDate: figure,
    burnPerHour: { m15: figure, h1: figure, h24: { ...figure, value: amount('9') } },
    monthEnd: { ...figure, value: { low: money('1'), mid: money('2'), high: money('3') } },
    tokensPerMinute: count,
    requestsPerMinute: count,
    credentials: { active: 1, total: 6, neverUsed: 0 },
    findings: { critical: 1, high: 1, medium: 1, low: 1, info: 1 },
    sources: { ok: 1, total: 9 },
  });
  fake.rows.next([
    spendRow('acme/key/a', {
      ...{
        name: 'nightly',
        cost: amount('3'),
        before: amount('2'),
        share: 0.7,
        requests: 12,
        spark: [1, null, 3],
      },
      tokens: { input_tokens: 10, output_tokens: 5 },
    }),
    spendRow('acme/key/unattributed', { name: 'unattributed' }),
  ]);
  fake.chart.next({
    ...{ state: 'ready', from: '2026-11-28T00:00:00.000Z', to: AT, stepMs: HOUR_MS, open: true, coverage },
    lines: ['nightly', 'other'].map((name, place) => ({
      ...{ id: name, name, currency: 'USD', basis: 'estimated' },
      values: Array.from({ length: 12 }, (_, hour) => (hour === 3 ? null : hour + place + 1)),
    })),
  });
  fake.limits.next([0.2, 0.85, 1.2].map(limit));
  fake.findings.next(
    SEVERITIES.map((severity) =>
      finding(severity, { severity, rule: `rule.${severity}`, evidence: [{ text: 'Why.', refs: [] }] }),
    ),
  );
  fake.drift.next(
    (['info', 'breaking'] as const).map((severity) => ({
      ...{ source: 'a-ok', feed: 'keys', path: `owner.${severity}`, change: 'retyped', severity, count: 2 },
      ...{ from: 'string', to: 'number', firstSeen: AT },
    })),
  );
  fake.keys.next(STATUSES.map(key));
  return fake;
};
