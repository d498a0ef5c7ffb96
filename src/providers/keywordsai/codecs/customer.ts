import * as t from 'io-ts';

import { anyId, int, isoTime, nullish, num, openEnum, shape } from '../../../codec/index.js';
import { environment } from './common.js';

/**
 * A customer of the organization, which is one of its end users and no member of it: an item of `GET /api/users/list/`.
 * `customer_identifier` and `environment` together are the stable key. Costs and budgets are US dollars.
 */
export const customer = shape(
  'Customer',
  {
    /** The organization's own id of the customer. */
    customer_identifier: anyId,
    environment,
  },
  nullish({
    /** The identifier, the environment and the organization's UUID glued together; not to be parsed. */
    id: anyId,
    unique_organization_id: anyId,
    active_days: int,
    number_of_requests: int,
    total_tokens: int,
    /** US dollars. */
    total_cost: num,
    /** May be `''`. */
    name: t.string,
    /** May be `''`; the server does not check it. */
    email: t.string,
    first_seen: isoTime,
    /** A point in time, in spite of its name. */
    last_active_timeframe: isoTime,
    /** Seconds. */
    average_latency: num,
    /** Seconds to the first token. */
    average_ttft: num,
    /** The same as `number_of_requests`. */
    total_requests: int,
    /** The same as `total_tokens`. */
    tokens: int,
    /** The same as `total_cost`. */
    cost: num,
    /** US dollars. */
    average_monthly_cost: num,
    /** US dollars per `budget_duration`; null: no budget. */
    period_budget: num,
    budget_duration: openEnum('daily', 'weekly', 'monthly', 'yearly'),
    /** US dollars; null: no budget. */
    total_budget: num,
  }),
);

export type Customer = t.TypeOf<typeof customer>;
