import {
  metaOf,
  money,
  type Limit,
  type LimitMeasure,
  type Money,
  type Reading,
  type Ref,
} from '../../../records/index.js';
import type { ProjectRateLimit, SpendAlert, SpendLimit } from '../codecs.js';
import { projectRef, PROVIDER } from './inventory.js';

const CENTS_DIGITS = 2;

/** Whole cents as an amount, exact: limits are in cents, where costs are in dollars. */
const ofCents = (cents: number, currency: string): Money => {
  const digits = String(Math.abs(cents)).padStart(CENTS_DIGITS + 1, '0');
  return money(
    `${cents < 0 ? '-' : ''}${digits.slice(0, -CENTS_DIGITS)}.${digits.slice(-CENTS_DIGITS)}`,
    currency,
  );
};

const subjectOf = (projectId: string | undefined, reading: Reading): Ref =>
  projectId === undefined
    ? { source: reading.source, kind: 'organization', id: reading.source }
    : projectRef(projectId, reading);

/** The first moment of the next month, in UTC: spend limits are for a month. */
const nextMonth = ({ observedAt }: Reading): string =>
  new Date(Date.UTC(observedAt.getUTCFullYear(), observedAt.getUTCMonth() + 1, 1)).toISOString();

const placeOf = (projectId: string | undefined): string => (projectId === undefined ? '' : 'projects.');

/**
 * Returns how much the organization, or one project, may spend in a month. What it has spent is in its costs.
 *
 * @param projectId absent: the limit of the organization
 */
export const limitOfSpendLimit = (limit: SpendLimit, reading: Reading, projectId?: string): Limit => ({
  type: 'limit',
  ...metaOf(PROVIDER, `${placeOf(projectId)}spendLimit`, projectId ?? 'organization', reading),
  subject: subjectOf(projectId, reading),
  measure: 'cost',
  limit: ofCents(limit.threshold_amount, limit.currency),
  period: 'month',
  resetsAt: nextMonth(reading),
  enforcement: 'hard',
  enforcing: limit.enforcement.status === 'enforcing',
});

/**
 * Returns a spend alert as a limit that only notifies. Whom it notifies is left behind.
 *
 * @param projectId absent: an alert of the organization
 */
export const limitOfSpendAlert = (
  alert: Pick<SpendAlert, 'id' | 'threshold_amount' | 'currency'>,
  reading: Reading,
  projectId?: string,
): Limit => ({
  type: 'limit',
  ...metaOf(
    PROVIDER,
    `${placeOf(projectId)}spendAlerts`,
    `${projectId ?? 'organization'}/${alert.id}`,
    reading,
  ),
  subject: subjectOf(projectId, reading),
  measure: 'cost',
  limit: ofCents(alert.threshold_amount, alert.currency),
  period: 'month',
  resetsAt: nextMonth(reading),
  enforcement: 'alert',
});

type RateField = Exclude<keyof ProjectRateLimit, 'id' | 'object' | 'model'>;

const MEGABYTE = 1_000_000;

const RATES: readonly (readonly [
  field: RateField,
  measure: LimitMeasure,
  period: Limit['period'],
  unit?: number,
])[] = [
  ['max_requests_per_1_minute', 'requests', 'minute'],
  ['max_tokens_per_1_minute', 'total_tokens', 'minute'],
  ['max_images_per_1_minute', 'images', 'minute'],
  ['max_audio_megabytes_per_1_minute', 'bytes', 'minute', MEGABYTE],
  ['max_requests_per_1_day', 'requests', 'day'],
  ['batch_1_day_max_input_tokens', 'input_tokens', 'day'],
];

/** Returns what a project may use of one model: a limit for each rate that the vendor names. */
export const limitsOfRateLimit = (
  rates: ProjectRateLimit,
  reading: Reading,
  projectId: string,
): readonly Limit[] =>
  RATES.flatMap(([field, measure, period, unit = 1]): readonly Limit[] => {
    const most = rates[field];
    if (most == null) return [];
    return [
      {
        type: 'limit',
        ...metaOf(PROVIDER, 'projects.rateLimits', `${projectId}/${rates.id}/${field}`, reading),
        subject: projectRef(projectId, reading),
        model: rates.model,
        measure,
        limit: most * unit,
        period,
        enforcement: 'hard',
      },
    ];
  });
