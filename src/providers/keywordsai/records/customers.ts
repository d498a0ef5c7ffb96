import {
  isoOf,
  metaOf,
  money,
  type CostRecord,
  type Dims,
  type Limit,
  type Measures,
  type Principal,
  type Reading,
  type UsageRecord,
} from '../../../records/index.js';
import type { Customer } from '../codecs.js';
import { customerRef, environmentOf, PROVIDER, textOf } from './common.js';

// The vendor's `id` is glued together and differs from list to list: these two are the stable key.
const idOf = ({ customer_identifier, environment }: Customer): string =>
  `${String(customer_identifier)}/${environmentOf(environment)}`;

/** Returns a customer as a principal. The vendor reports no status. */
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

const GROUPED_BY = ['customer_identifier', 'environment'];

const dimsOf = ({ customer_identifier, environment }: Customer, reading: Reading): Dims => ({
  principal: customerRef(customer_identifier, reading),
  environment: environmentOf(environment),
});

/**
 * Returns what a customer has cost since it was first seen: a running total, which never adds up over time. Undefined where
 * the vendor reports no cost, which is not the same as none.
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
        dims: dimsOf(customer, reading),
        groupedBy: GROUPED_BY,
      };

const MS = 1000;

const milliseconds = (seconds: number | null | undefined): number | undefined =>
  seconds == null ? undefined : seconds * MS;

const measuresOf = (customer: Customer): Measures => {
  const requests = customer.number_of_requests ?? customer.total_requests;
  const tokens = customer.total_tokens ?? customer.tokens;
  return {
    ...(requests == null ? {} : { requests }),
    ...(tokens == null ? {} : { total_tokens: tokens }),
  };
};

/** Returns what a customer has used since it was first seen: running totals. Undefined where the vendor reports none. */
export const usageOfCustomer = (customer: Customer, reading: Reading): UsageRecord | undefined => {
  const measures = measuresOf(customer);
  if (Object.keys(measures).length === 0) return undefined;
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'users.usage', idOf(customer), reading),
    temporality: 'cumulative',
    start: isoOf(customer.first_seen),
    final: false,
    measures,
    dims: dimsOf(customer, reading),
    groupedBy: GROUPED_BY,
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

/** Returns the budgets of a customer: for a period, and in all. No budget is no limit; a period that is not named is a month. */
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

/** Returns everything that the list of customers says of one: who it is, what it used and cost so far, and its budgets. */
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
