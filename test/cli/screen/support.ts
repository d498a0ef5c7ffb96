import type {
  CredentialRow,
  FindingRow,
  LimitRow,
  Overview,
  PrincipalRow,
  Series,
  SourceRow,
  SpendRow,
  SpendTable,
  Table,
} from '../../../src/monitor/index.js';
import type { Shown } from '../../../src/cli/screen/listing.js';
import type { Ink } from '../../../src/cli/screen/ink.js';
import { EMPTY_PICTURE, type Picture } from '../../../src/cli/screen/picture.js';
import { firstUi, type Ui } from '../../../src/cli/screen/ui.js';

export const NOW = new Date('2026-01-15T12:00:00Z');
const AT = '2026-01-15T11:59:30.000Z';

export const PLAIN: Ink = {
  paint: (_style, text) => text,
  isAscii: false,
  hasEmoji: true,
  hasCost: true,
};

export const feed = (
  source: string,
  id: string,
  state: SourceRow['state'],
  more: Partial<SourceRow> = {},
): SourceRow => ({
  ...{ source, provider: source, feed: id, state, records: 10, leftOut: 0, requests: 3, lastSuccessAt: AT },
  ...more,
});

const usd = (amount: string) => [{ amount, currency: 'USD', basis: 'provider_reported' as const }];
const coverage = { included: ['openai', 'keygen'], missing: ['cobo'] };
const floor = (amount: string) => ({ value: usd(amount), quality: 'floor' as const, asOf: AT, coverage });

export const OVERVIEW: Overview = {
  state: 'ready',
  spendToday: floor('182.4'),
  monthToDate: floor('3411.07'),
  burnPerHour: { m15: floor('9.1'), h1: floor('9.1'), h24: floor('8.2') },
  monthEnd: { quality: 'estimated', coverage },
  tokensPerMinute: { value: 48_100, quality: 'reported', coverage },
  requestsPerMinute: { quality: 'reported', coverage },
  credentials: { active: 41, total: 60, neverUsed: 3 },
  findings: { info: 0, low: 0, medium: 1, high: 1, critical: 0 },
  sources: { ok: 2, total: 3 },
};

export const spendRow = (name: string, amount: string, more: Partial<SpendRow> = {}): SpendRow => ({
  ...{ id: name, name, provider: 'openai', source: 'openai', cost: usd(amount), share: 0.5 },
  ...{ tokens: { total_tokens: 1_900_000 }, requests: 312, spark: [0, 1, null, 8] },
  ...more,
});

const key = (name: string, more: Partial<CredentialRow> = {}): CredentialRow => ({
  ...{
    type: 'credential',
    uid: name,
    provider: 'openai',
    source: 'openai',
    resource: 'keys',
    observedAt: AT,
  },
  ...{ revision: 0, kind: 'project_key', id: name, name, privilege: 'unknown', status: 'active' },
  ...{ lastUsed: { state: 'never', evidence: 'provider' }, findings: [] },
  ...(more as object),
});

const person = (name: string): PrincipalRow => ({
  ...{
    type: 'principal',
    uid: name,
    provider: 'openai',
    source: 'openai',
    resource: 'users',
    observedAt: AT,
  },
  ...{
    revision: 0,
    kind: 'user',
    id: name,
    displayName: name,
    status: 'active',
    credentials: 2,
    findings: [],
  },
});

const finding = (rule: string, name: string, severity: FindingRow['severity'], text: string): FindingRow => ({
  ...{ type: 'finding', id: rule + name, rule, title: rule, severity, subjectName: name },
  ...{
    subject: { source: 'openai', kind: 'credential', id: name },
    since: AT,
    evidence: [{ text, refs: [] }],
  },
});

const limit = (name: string, more: Partial<LimitRow>): LimitRow => ({
  ...{ type: 'limit', uid: name, provider: 'openai', source: 'openai', resource: 'limits', observedAt: AT },
  ...{ revision: 0, subject: { source: 'openai', kind: 'project', id: name }, subjectName: name },
  ...{ name: 'spend', measure: 'cost', period: 'month', enforcement: 'alert', quality: 'reported' },
  limit: dollars('1000'),
  ...more,
});

const dollars = (amount: string) => ({ amount, currency: 'USD' });

/** Limits of each kind: reached, near, far, of which no use is reported, and of something else than money. */
const LIMITS: readonly LimitRow[] = [
  limit('team-c', { enforcement: 'hard' }),
  limit('team-b', {
    ...{ used: dollars('850.5'), remaining: dollars('149.5'), ratio: 0.8505, enforcement: 'soft' },
    ...{ reachedAt: '2026-01-15T18:30:00.000Z', resetsAt: '2026-02-01T00:00:00.000Z' },
  }),
  limit('team-a', {
    ...{ used: dollars('1200.5'), remaining: dollars('0'), ratio: 1.2005, quality: 'floor' },
    ...{ enforcement: 'hard', enforcing: true, resetsAt: '2026-02-01T00:00:00.000Z' },
  }),
  limit('customer', {
    ...{ used: 12_500, limit: 100_000, remaining: 87_500, ratio: 0.125, quality: 'estimated' },
    ...{ measure: 'requests', period: 'day', name: 'requests a day', resetsAt: AT },
  }),
];

const tableOf = <R>(rows: readonly R[]): Table<R> => ({ state: 'ready', rows, total: rows.length, coverage });

const SERIES: Series = {
  ...{
    state: 'ready',
    from: '2026-01-15T11:00:00.000Z',
    to: '2026-01-15T12:00:00.000Z',
    stepMs: 60_000,
    open: true,
  },
  lines: [
    { id: 'a', name: 'openai', values: [0, 1000, null, 4000, null] },
    { id: 'b', name: 'keygen', values: [0, 1000, null, 4000, 2000] },
  ],
  coverage: { included: ['openai'], missing: [] },
};

export const spendTable = (rows: readonly SpendRow[]): SpendTable => ({
  ...tableOf(rows),
  ...{ from: AT, to: AT, sum: floor('8.1') },
});

export const PICTURE: Picture = {
  ...EMPTY_PICTURE,
  overview: OVERVIEW,
  sources: [
    feed('openai', 'costs', 'ok'),
    feed('openai', 'users', 'ok', { lastSuccessAt: '2026-01-15T11:50:00.000Z' }),
    feed('keygen', 'licenses', 'partial', { leftOut: 2 }),
    feed('cobo', 'apiKeys', 'auth', {
      nextPollAt: '2026-01-15T12:04:10.000Z',
      error: { class: 'HttpError', message: 'refused', status: 401, code: 'http-unauthorized' },
    }),
  ],
  findings: [
    finding('key.never_used', 'key_aa1', 'medium', 'Created 214 days ago, never used.'),
    finding('key.owner_gone', 'key_9f2', 'high', 'Its owner left on 2026-01-02.'),
  ],
  limits: LIMITS,
  changes: [{ position: 'p', at: AT, kind: 'created', source: 'openai', text: 'New project key prod-chat.' }],
  spend: {
    query: { by: 'key', window: '60m' },
    value: spendTable([
      spendRow('prod-chat', '6.2'),
      spendRow('batch-eval', '1.9', { share: 0.23, requests: undefined }),
      spendRow('agent', '0', {
        source: 'cobo',
        cost: [],
        share: undefined,
        tokens: undefined,
        requests: undefined,
        spark: [],
      }),
    ]),
  },
  series: { query: { by: 'provider' }, value: SERIES },
  keys: {
    query: { offset: 0 },
    value: tableOf([
      key('prod-chat', {
        lastUsed: { state: 'used', at: AT, evidence: 'provider' },
        cost: usd('6.2'),
        ownerName: 'Ana',
      }),
      key('pact-7', {
        ...{ source: 'cobo', lastUsed: { state: 'no_record', evidence: 'bearer_log' } as never },
        ...{ ownerName: 'Bo', ownerStatus: 'removed', expiresAt: '2026-01-21T13:00:00.000Z' },
        findings: ['key.owner_gone', 'key.expiring'],
      }),
    ]),
  },
  people: { query: { offset: 0 }, value: tableOf([person('Ana')]) },
};

/** A screen with the data of {@link PICTURE}. */
export const shownWith = (ui: Partial<Ui> = {}, more: Partial<Shown> = {}): Shown => ({
  ui: { ...firstUi(more.ink?.hasCost), window: '60m', ...ui },
  picture: PICTURE,
  ink: PLAIN,
  now: NOW,
  isSandbox: true,
  url: undefined,
  waiting: 0,
  ...more,
});
