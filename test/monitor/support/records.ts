import { money } from '../../../src/records/index.js';
import type {
  CostRecord,
  Credential,
  Dims,
  Limit,
  Measures,
  Meta,
  Principal,
  Project,
  Ref,
  UsageRecord,
} from '../../../src/records/index.js';

const AT = '2026-11-28T12:00:00.000Z';

const meta = (resource: string, id: string, source = 'acme'): Meta => ({
  uid: `${source}/${resource}/${id}`,
  provider: 'acme',
  source,
  resource,
  observedAt: AT,
  revision: 0,
});

export const ref = (kind: string, id: string, source = 'acme'): Ref => ({ source, kind, id });
export const keyRef = (id: string, source = 'acme'): Ref => ref('api_token', id, source);

export const credential = (id: string, more: Partial<Credential> = {}): Credential => ({
  ...meta('keys', id, more.source),
  type: 'credential',
  kind: 'api_token',
  id,
  privilege: 'read',
  status: 'active',
  lastUsed: { state: 'not_reported' },
  ...more,
});

export const principal = (id: string, more: Partial<Principal> = {}): Principal => ({
  ...meta('users', id, more.source),
  type: 'principal',
  kind: 'user',
  id,
  status: 'active',
  ...more,
});

export const project = (id: string, more: Partial<Project> = {}): Project => ({
  ...meta('projects', id, more.source),
  type: 'project',
  kind: 'project',
  id,
  status: 'active',
  ...more,
});

export const limit = (id: string, more: Partial<Limit> = {}): Limit => ({
  ...meta('limits', id, more.source),
  type: 'limit',
  subject: ref('organization', more.source ?? 'acme', more.source),
  measure: 'cost',
  limit: money(100, 'usd'),
  period: 'month',
  enforcement: 'hard',
  ...more,
});

const dimsText = (dims: Dims): string =>
  Object.entries(dims as Readonly<Record<string, Ref | string | boolean | null | undefined>>)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? (value?.id ?? '') : String(value)}`)
    .sort()
    .join(',');

export const iso = (ms: number): string => new Date(ms).toISOString();

interface BucketOptions {
  readonly source?: string;
  readonly resource?: string;
  readonly dims?: Dims;
  readonly more?: string;
}

/** Use of a bucket of some width. */
export const usage = (
  start: number,
  widthMs: number,
  measures: Measures,
  { source = 'acme', resource = 'usage', dims = {}, more = '' }: BucketOptions = {},
): UsageRecord => ({
  ...meta(resource, `${iso(start)}/${String(widthMs)}/${dimsText(dims)}${more}`, source),
  type: 'usage',
  temporality: 'bucket',
  start: iso(start),
  end: iso(start + widthMs),
  final: false,
  measures,
  dims,
  groupedBy: Object.keys(dims),
});

/** Cost of a bucket of some width. */
export const cost = (
  start: number,
  widthMs: number,
  amount: number | string,
  {
    source = 'acme',
    resource = 'costs',
    dims = {},
    more = '',
    currency = 'USD',
    basis = 'provider_reported',
  }: BucketOptions & { readonly currency?: string; readonly basis?: CostRecord['basis'] } = {},
): CostRecord => ({
  ...meta(resource, `${iso(start)}/${String(widthMs)}/${dimsText(dims)}${more}`, source),
  type: 'cost',
  temporality: 'bucket',
  start: iso(start),
  end: iso(start + widthMs),
  final: false,
  cost: money(amount, currency),
  basis,
  dims,
  groupedBy: Object.keys(dims),
});

/** A running total. */
export const total = (
  id: string,
  amount: number | string,
  { source = 'acme', dims = {}, start }: BucketOptions & { readonly start?: string } = {},
): CostRecord => ({
  ...meta('totals', id, source),
  type: 'cost',
  temporality: start === undefined ? 'cumulative' : 'period_to_date',
  ...(start === undefined ? {} : { start }),
  final: false,
  cost: money(amount, 'USD'),
  basis: 'provider_gateway',
  dims,
  groupedBy: [],
});

/** A single request that cost something. */
export const request = (
  id: string,
  at: number,
  amount: number | string,
  { source = 'acme', dims = {} }: BucketOptions = {},
): CostRecord => ({
  ...meta('requests', id, source),
  type: 'cost',
  temporality: 'event',
  start: iso(at),
  final: true,
  cost: money(amount, 'USD'),
  basis: 'provider_gateway',
  dims,
  groupedBy: [],
});
