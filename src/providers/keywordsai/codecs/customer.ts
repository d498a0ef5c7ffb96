import * as t from 'io-ts';

import { int, isoTime, nullable, num, openEnum, shape } from '../../../codec/index.js';

/**
 * A customer of the organization, which is one of its end users and no member of it: an item of `GET /api/users/list/`.
 * `customer_identifier` and `environment` together are the stable key. Costs and budgets are US dollars.
 */
export const customer = shape(
  'Customer',
  {
    /** The identifier, the environment and the organization's UUID glued together; not to be parsed. */
    id: t.string,
    unique_organization_id: t.string,
    /** The organization's own id of the customer. */
    customer_identifier: t.string,
    environment: openEnum('prod', 'test'),
    active_days: int,
    number_of_requests: int,
    total_tokens: int,
    /** US dollars. */
    total_cost: num,
  },
  {
    /** May be `''`. */
    name: nullable(t.string),
    /** May be `''`; the server does not check it. */
    email: nullable(t.string),
    first_seen: nullable(isoTime),
    /** A point in time, in spite of its name. */
    last_active_timeframe: nullable(isoTime),
    /** Seconds. */
    average_latency: nullable(num),
    /** Seconds to the first token. */
    average_ttft: nullable(num),
    /** The same as `number_of_requests`. */
    total_requests: nullable(int),
    /** The same as `total_tokens`. */
    tokens: nullable(int),
    /** The same as `total_cost`. */
    cost: nullable(num),
    /** US dollars. */
    average_monthly_cost: nullable(num),
    /** US dollars per `budget_duration`; null: no budget. */
    period_budget: nullable(num),
    budget_duration: nullable(openEnum('daily', 'weekly', 'monthly', 'yearly')),
    /** US dollars; null: no budget. */
    total_budget: nullable(num),
  },
);

export type Customer = t.TypeOf<typeof customer>;
