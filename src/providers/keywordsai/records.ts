import {
  type CostRecord,
  type Credential,
  type Dims,
  isoOf,
  type LastUsed,
  lastUsedOf,
  type Limit,
  type Measures,
  metaOf,
  money,
  type Principal,
  type Reading,
  type Ref,
  type UsageRecord,
} from '../../records/index.js';
import type { Customer, RequestLog, TemporaryKey } from './codecs.js';

const PROVIDER = 'keywordsai';

/** An empty text is none. */
const textOf = (text: string | null | undefined): string | undefined =>
  text == null || text === '' ? undefined : text;

/** Some pages of the vendor write `production` where others write `prod`: it is one environment. */
const environmentOf = (environment: string): string => (environment === 'production' ? 'prod' : environment);

/** Names a customer. Its environment is part of what it is, and is beside the reference. */
const customerRef = (id: string | number, { source }: Pick<Reading, 'source'>, name?: string | null): Ref => {
  const called = textOf(name);
  return { source, kind: 'customer', id: String(id), ...(called === undefined ? {} : { name: called }) };
};

// The vendor's `id` is glued together and differs from list to list: these two are the stable key.
const idOf = ({ customer_identifier, environment }: Customer): string =>
  `${String(customer_identifier)}/${environmentOf(environment)}`;

/**
 * Returns a customer as a principal. The vendor reports no status.
 *
 * @param customer the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const principalOfCustomer = (customer: Customer, reading: Reading): Principal => ({
  type: 'principal',
  ...metaOf(PROVIDER, 'users', idOf(customer), reading),
  kind: 'customer',
  id: String(customer.customer_identifier),
  displayName: textOf(customer.name),
  email: textOf(customer.email),
  environment: environmentOf(customer.environment),
  status: 'unknown',
  createdAt: isoOf(customer.first_seen),
  lastActiveAt: isoOf(customer.last_active_timeframe),
});

const CUSTOMERS_GROUPED_BY = ['customer_identifier', 'environment'];

const dimsOfCustomer = ({ customer_identifier, environment }: Customer, reading: Reading): Dims => ({
  principal: customerRef(customer_identifier, reading),
  environment: environmentOf(environment),
});

/**
 * Returns what a customer has cost since it was first seen: a running total, which never adds up over time. Undefined where
 * the vendor reports no cost, which is not the same as none.
 *
 * @param customer the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const costOfCustomer = (customer: Customer, reading: Reading): CostRecord | undefined =>
  customer.total_cost == null
    ? undefined
    : {
        type: 'cost',
        ...metaOf(PROVIDER, 'users.cost', idOf(customer), reading),
        temporality: 'cumulative',
        start: isoOf(customer.first_seen),
        final: false,
        cost: money(customer.total_cost, 'USD'),
        basis: 'provider_gateway',
        dims: dimsOfCustomer(customer, reading),
        groupedBy: CUSTOMERS_GROUPED_BY,
      };

const MS = 1000;

const milliseconds = (seconds: number | null | undefined): number | undefined =>
  seconds == null ? undefined : seconds * MS;

const measuresOfCustomer = (customer: Customer): Measures => {
  const requests = customer.number_of_requests ?? customer.total_requests;
  const tokens = customer.total_tokens ?? customer.tokens;
  return {
    ...(requests == null ? {} : { requests }),
    ...(tokens == null ? {} : { total_tokens: tokens }),
  };
};

/**
 * Returns what a customer has used since it was first seen: running totals. Undefined where the vendor reports none.
 *
 * @param customer the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const usageOfCustomer = (customer: Customer, reading: Reading): UsageRecord | undefined => {
  const measures = measuresOfCustomer(customer);
  if (Object.keys(measures).length === 0) return undefined;
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'users.usage', idOf(customer), reading),
    temporality: 'cumulative',
    start: isoOf(customer.first_seen),
    final: false,
    measures,
    dims: dimsOfCustomer(customer, reading),
    groupedBy: CUSTOMERS_GROUPED_BY,
    quality: {
      latencyAvgMs: milliseconds(customer.average_latency),
      ttftAvgMs: milliseconds(customer.average_ttft),
    },
  };
};

const PERIODS: Readonly<Record<string, Limit['period']>> = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
};

const limitOf = (
  customer: Customer,
  reading: Reading,
  budget: Pick<Limit, 'period' | 'used'> & { readonly name: string; readonly dollars: number },
): Limit => ({
  type: 'limit',
  ...metaOf(PROVIDER, 'users.budget', `${idOf(customer)}/${budget.name}`, reading),
  subject: customerRef(customer.customer_identifier, reading),
  environment: environmentOf(customer.environment),
  measure: 'cost',
  limit: money(budget.dollars, 'USD'),
  used: budget.used,
  period: budget.period,
  // Whether requests are refused beyond a budget is not documented.
  enforcement: 'soft',
});

/**
 * Returns the budgets of a customer: for a period, and in all. No budget is no limit; a period that is not named is a month.
 *
 * @param customer the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const limitsOfCustomer = (customer: Customer, reading: Reading): readonly Limit[] => {
  const { period_budget, budget_duration, total_budget, total_cost } = customer;
  const limits: Limit[] = [];
  if (period_budget != null) {
    const period = PERIODS[budget_duration ?? ''] ?? 'month';
    limits.push(
      limitOf(customer, reading, { name: 'period', dollars: period_budget, period, used: undefined }),
    );
  }
  if (total_budget != null) {
    const used = total_cost == null ? undefined : money(total_cost, 'USD');
    limits.push(limitOf(customer, reading, { name: 'total', dollars: total_budget, period: 'total', used }));
  }
  return limits;
};

/**
 * Returns everything that the list of customers says of one: who it is, what it used and cost so far, and its budgets.
 *
 * @param customer the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const recordsOfCustomer = (
  customer: Customer,
  reading: Reading,
): readonly (Principal | UsageRecord | CostRecord | Limit)[] => {
  const usage = usageOfCustomer(customer, reading);
  const cost = costOfCustomer(customer, reading);
  return [
    principalOfCustomer(customer, reading),
    ...(usage === undefined ? [] : [usage]),
    ...(cost === undefined ? [] : [cost]),
    ...limitsOfCustomer(customer, reading),
  ];
};

const LOGS_GROUPED_BY = ['organization_key_id', 'customer_identifier', 'model', 'environment'];

const keyOf = (log: RequestLog, { source }: Reading): Ref | null => {
  const { organization_key_id: id, organization_key_name, organization_key__name } = log;
  if (id == null || id === '') return null;
  const name = textOf(organization_key_name ?? organization_key__name);
  return { source, kind: 'gateway_key', id: String(id), ...(name === undefined ? {} : { name }) };
};

const dimsOfLog = (log: RequestLog, reading: Reading): Dims => {
  const { customer_identifier: customer, customer_name, environment, log_type } = log;
  return {
    credential: keyOf(log, reading),
    principal: customer == null || customer === '' ? null : customerRef(customer, reading, customer_name),
    model: textOf(log.model) ?? null,
    ...(environment == null ? {} : { environment: environmentOf(environment) }),
    ...(log_type == null ? {} : { operation: log_type.toLowerCase() }),
  };
};

const measuresOfLog = (log: RequestLog): Measures => {
  const { prompt_tokens, completion_tokens, total_request_tokens } = log;
  const isSplit = prompt_tokens != null || completion_tokens != null;
  return {
    requests: 1,
    ...(prompt_tokens == null ? {} : { input_tokens: prompt_tokens }),
    ...(completion_tokens == null ? {} : { output_tokens: completion_tokens }),
    ...(isSplit || total_request_tokens == null ? {} : { total_tokens: total_request_tokens }),
  };
};

const qualityOf = (log: RequestLog): NonNullable<UsageRecord['quality']> => ({
  ...(log.latency == null ? {} : { latencyAvgMs: log.latency * MS }),
  ...(log.time_to_first_token == null ? {} : { ttftAvgMs: log.time_to_first_token * MS }),
  ...(log.failed == null ? {} : { errors: log.failed ? 1 : 0 }),
});

/**
 * Returns a logged request as use, and as its cost where the vendor reports one: who asked, with which key, which model. What was
 * asked and answered is left behind. Nothing where the log has no id: it could not be distinguished from another.
 *
 * @param log the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const recordsOfRequestLog = (
  log: RequestLog,
  reading: Reading,
): readonly (UsageRecord | CostRecord)[] => {
  const id = log.unique_id ?? log.id;
  if (id == null) return [];
  const start = isoOf(log.timestamp ?? log.start_time);
  const common = { temporality: 'event', start, final: true, dims: dimsOfLog(log, reading) } as const;
  const usage: UsageRecord = {
    type: 'usage',
    ...metaOf(PROVIDER, 'requestLogs', String(id), reading),
    ...common,
    measures: measuresOfLog(log),
    groupedBy: LOGS_GROUPED_BY,
    quality: qualityOf(log),
  };
  if (log.cost == null) return [usage];
  const cost: CostRecord = {
    type: 'cost',
    ...metaOf(PROVIDER, 'requestLogs.cost', String(id), reading),
    ...common,
    cost: money(log.cost, 'USD'),
    basis: 'provider_gateway',
    groupedBy: LOGS_GROUPED_BY,
  };
  return [usage, cost];
};

const statusOf = (
  { revoked, expiry_date: end, max_usage: most, key_usage: uses }: TemporaryKey,
  { observedAt }: Reading,
): Credential['status'] => {
  if (revoked === true) return 'revoked';
  if (end != null && end <= observedAt) return 'expired';
  // Used as often as it may be: it lets nobody in any more.
  if (most != null && most >= 0 && uses != null && uses >= most) return 'expired';
  return revoked === false ? 'active' : 'unknown';
};

/** The start of 1970 is how the vendor writes never. */
const usedOf = (time: Date | null | undefined): LastUsed => lastUsedOf(time?.getTime() === 0 ? null : time);

/**
 * Returns a temporary key as a credential. The key itself, which no list is documented to hold, is left behind.
 *
 * @param key the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const credentialOfTemporaryKey = (key: TemporaryKey, reading: Reading): Credential => ({
  type: 'credential',
  ...metaOf(PROVIDER, 'temporaryKeys', String(key.id), reading),
  kind: 'gateway_key',
  id: String(key.id),
  name: textOf(key.name),
  hint: textOf(key.prefix),
  privilege: 'restricted',
  createdAt: isoOf(key.created_at ?? key.created),
  expiresAt: key.expiry_date === null ? null : isoOf(key.expiry_date),
  status: statusOf(key, reading),
  lastUsed: usedOf(key.last_used),
});

type Part = Pick<Limit, 'measure' | 'limit' | 'used' | 'period'>;

const partsOf = (key: TemporaryKey): readonly (readonly [string, Part])[] => {
  const { max_usage, key_usage, rate_limit, spending_limit, spending_in_period } = key;
  const parts: [string, Part][] = [];
  // -1: without limit.
  if (max_usage != null && max_usage >= 0)
    parts.push([
      'max_usage',
      { measure: 'requests', limit: max_usage, used: key_usage ?? undefined, period: 'total' },
    ]);
  if (rate_limit != null && rate_limit >= 0)
    parts.push(['rate_limit', { measure: 'requests', limit: rate_limit, used: undefined, period: 'minute' }]);
  if (spending_limit != null && spending_limit >= 0) {
    const used = spending_in_period == null ? undefined : money(spending_in_period, 'USD');
    parts.push([
      'spending_limit',
      // Which period is meant is not documented.
      { measure: 'cost', limit: money(spending_limit, 'USD'), used, period: 'total' },
    ]);
  }
  return parts;
};

/**
 * Returns what a temporary key may be used for: how often, how fast, and for how much money.
 *
 * @param key the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const limitsOfTemporaryKey = (key: TemporaryKey, reading: Reading): readonly Limit[] =>
  partsOf(key).map(([name, part]) => ({
    type: 'limit',
    ...metaOf(PROVIDER, 'temporaryKeys', `${String(key.id)}/${name}`, reading),
    subject: { source: reading.source, kind: 'gateway_key', id: String(key.id) },
    ...part,
    enforcement: 'hard',
  }));
