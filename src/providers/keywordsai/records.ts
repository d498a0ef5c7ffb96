import { isoOf, metaOf, money, type CostRecord, type Principal, type Reading } from '../../records/index.js';
import type { Customer } from './codecs/index.js';

const PROVIDER = 'keywordsai';

// The vendor's `id` is glued together and differs from list to list: these two are the stable key.
const idOf = ({ customer_identifier, environment }: Customer): string =>
  `${String(customer_identifier)}/${environment}`;

const textOf = (text: string | null | undefined): string | undefined =>
  text == null || text === '' ? undefined : text;

/** Returns a customer as a principal. The vendor tells no status. */
export const principalOfCustomer = (customer: Customer, reading: Reading): Principal => ({
  ...metaOf(PROVIDER, 'users', idOf(customer), reading),
  type: 'principal',
  kind: 'customer',
  id: String(customer.customer_identifier),
  displayName: textOf(customer.name),
  email: textOf(customer.email),
  environment: customer.environment,
  status: 'unknown',
  createdAt: isoOf(customer.first_seen),
  lastActiveAt: isoOf(customer.last_active_timeframe),
});

/**
 * Returns what a customer has cost since it was first seen: a running total, which never adds up over time. Undefined where
 * the vendor tells no cost, which is not the same as none.
 */
export const costOfCustomer = (customer: Customer, reading: Reading): CostRecord | undefined =>
  customer.total_cost == null
    ? undefined
    : {
        ...metaOf(PROVIDER, 'users.cost', idOf(customer), reading),
        type: 'cost',
        temporality: 'cumulative',
        start: isoOf(customer.first_seen),
        final: false,
        cost: money(customer.total_cost, 'USD'),
        basis: 'provider_gateway',
        dims: {
          principal: {
            source: reading.source,
            kind: 'customer',
            id: String(customer.customer_identifier),
          },
          environment: customer.environment,
        },
        groupedBy: ['customer_identifier', 'environment'],
      };
