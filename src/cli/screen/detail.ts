import type {
  CredentialRow,
  FindingRow,
  LimitRow,
  PrincipalRow,
  SourceRow,
  SpendRow,
} from '../../monitor/index.js';
import { amountsText, countText, minuteText } from '../output/figures.js';
import { reasonOf } from './findings-pane.js';
import { enforcementText, leftText, limitText, reachedText, resetText, usedText } from './limits.js';
import { whyOf } from './sources.js';
import { shareText, spanText, STATES } from './words.js';

/** What is known of one row: a name and a text for each. */
export type Detail = readonly (readonly [name: string, text: string])[];

const known = (...pairs: readonly (readonly [string, string | undefined])[]): Detail =>
  pairs.flatMap(([name, text]) => (text === undefined || text === '' ? [] : [[name, text] as const]));

const timeOf = (iso: string | null | undefined): string | undefined => {
  if (iso === null) return 'never';
  return iso === undefined ? undefined : `${minuteText(iso)} UTC`;
};

const countOf = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : countText(value);

const lastUse = ({ lastUsed }: CredentialRow): string => {
  switch (lastUsed.state) {
    case 'used':
      return `${minuteText(lastUsed.at)} UTC, known from ${lastUsed.evidence.replaceAll('_', ' ')}`;
    case 'never':
      return 'never';
    case 'no_record':
      return 'no record: that differs from never';
    case 'not_reported':
      return 'the provider does not report it';
  }
};

/** Findings of a row: their evidence, and what the rule is called. */
const foundOn = (rules: readonly string[], id: string, findings: readonly FindingRow[]): Detail =>
  findings
    .filter(({ rule, subject }) => subject.id === id && rules.includes(rule))
    .map((finding) => [finding.rule, reasonOf(finding)] as const);

export const keyDetail = (row: CredentialRow, findings: readonly FindingRow[]): Detail => [
  ...known(
    ['key', row.name],
    ['id', row.id],
    ['hint', row.hint],
    ['kind', row.kind.replaceAll('_', ' ')],
    ['source', `${row.source} (${row.provider})`],
    ['status', row.status],
    ['owner', row.ownerName],
    ['owner is', row.ownerStatus],
    ['project', row.projectName ?? row.scopeContainer?.id],
    ['privilege', row.privilege],
    ['scopes', row.scopes?.join(', ')],
    ['created', timeOf(row.createdAt)],
    ['expires', timeOf(row.expiresAt)],
    ['revoked', timeOf(row.revokedAt)],
    ['last used', lastUse(row)],
    ['cost', amountsText(row.cost)],
    ['requests', countOf(row.requests)],
  ),
  ...foundOn(row.findings, row.id, findings),
];

export const personDetail = (row: PrincipalRow, findings: readonly FindingRow[]): Detail => [
  ...known(
    ['name', row.displayName],
    ['id', row.id],
    ['e-mail', row.email],
    ['kind', row.kind.replaceAll('_', ' ')],
    ['source', `${row.source} (${row.provider})`],
    ['status', row.status],
    ['role', row.role],
    ['environment', row.environment],
    ['keys', countOf(row.credentials)],
    ['created', timeOf(row.createdAt)],
    ['last seen', timeOf(row.lastActiveAt)],
    ['cost', amountsText(row.cost)],
    ['requests', countOf(row.requests)],
  ),
  ...foundOn(row.findings, row.id, findings),
];

export const findingDetail = (row: FindingRow): Detail =>
  known(
    ['finding', row.title],
    ['rule', row.rule],
    ['severity', row.severity],
    ['subject', row.subjectName ?? row.subject.id],
    ['id', row.subject.id],
    ['source', row.subject.source],
    ['since', timeOf(row.since)],
    ['evidence', reasonOf(row)],
    ['read more', row.docs],
  );

const periodText = ({ period, windowMs = 0 }: LimitRow): string => {
  if (period === 'total') return 'in all';
  return period === 'window' ? `in ${spanText(windowMs)}` : `by the ${period}`;
};

export const limitDetail = (row: LimitRow, now: Date): Detail =>
  known(
    ['limit', row.name],
    ['of', row.subjectName ?? row.subject.id],
    ['id', row.subject.id],
    ['source', `${row.source} (${row.provider})`],
    ['measure', `${row.measure.replaceAll('_', ' ')}, ${periodText(row)}`],
    ['model', row.model],
    ['environment', row.environment],
    ['used', usedText(row)],
    ['at most', limitText(row)],
    ['left', leftText(row)],
    ['part', shareText(row.ratio)],
    ['full', reachedText(row, now)],
    ['will be reached', timeOf(row.reachedAt)],
    ['reset', resetText(row, now)],
    ['resets at', timeOf(row.resetsAt)],
    ['enforced', enforcementText(row)],
    ['data as of', timeOf(row.asOf)],
  );

/** How many requests the account of a list may send, and when that begins again. */
const allowancesOf = (source: string, limits: readonly LimitRow[], now: Date): Detail =>
  limits
    .filter(({ subject }) => subject.kind === 'source' && subject.id === source)
    .map((row) => [
      'request limit',
      `${usedText(row)} of ${limitText(row)} used ${periodText(row)}, ${leftText(row)} left, ${resetText(row, now)}`,
    ]);

export const feedDetail = (row: SourceRow, limits: readonly LimitRow[], now: Date): Detail => [
  ...known(
    ['list', `${row.source}/${row.feed}`],
    ['state', STATES[row.state].word],
    ['why', whyOf(row)],
    ['message', row.error?.message],
    ['code', row.error?.code],
    ['lacks', row.error?.missingScope],
    ['records', countOf(row.records)],
    ['left out', countOf(row.leftOut)],
    ['requests', countOf(row.requests)],
    ['last read', timeOf(row.lastSuccessAt)],
    ['data as of', timeOf(row.asOf)],
    ['next', timeOf(row.nextPollAt)],
  ),
  ...allowancesOf(row.source, limits, now),
];

export const spendDetail = (row: SpendRow): Detail =>
  known(
    ['name', row.name],
    ['id', row.ref?.id],
    ['source', `${row.source} (${row.provider})`],
    [
      'cost',
      row.cost.map((amount) => `${amountsText([amount])} ${amount.basis.replaceAll('_', ' ')}`).join(', '),
    ],
    ['share', shareText(row.share)],
    ['before', amountsText(row.before)],
    ['requests', countOf(row.requests)],
    ...Object.entries(row.tokens ?? {}).map(
      ([name, value]) => [name.replaceAll('_', ' '), countOf(value)] as const,
    ),
  );
