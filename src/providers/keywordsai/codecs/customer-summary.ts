import * as t from 'io-ts';

import { anyId, int, isoTime, nullable, nullish, num, record, shape } from '../../../codec/index.js';

/**
 * A customer within a window of time: an item of the older `GET /api/users/`. Two timestamps of one item come in two
 * spellings. Costs and budgets are US dollars. Nobody has seen the server: all but the ids may be absent or null.
 */
export const customerSummary = shape(
  'CustomerSummary',
  {
    /** The organization's own id of the customer. */
    customer_identifier: anyId,
    /** A number here, in the other list of customers a string. */
    id: anyId,
  },
  nullish({
    organization_name: t.string,
    /** `''` when unknown. */
    email: t.string,
    /** `''` when unknown. */
    name: t.string,
    active_days: int,
    requests: int,
    total_requests: int,
    tokens: int,
    total_tokens: int,
    /** US dollars. */
    cost: num,
    /** US dollars. */
    total_cost: num,
    /** `HH:MM:SS`. */
    active_duration: t.string,
    /** Requests by model. */
    top_models: record(nullable(int)),
    cache_hits: int,
    /** Seconds. */
    average_latency: num,
    /** Seconds to the first token. */
    average_ttft: num,
    total_prompt_tokens: int,
    total_completion_tokens: int,
    /** US dollars. */
    average_monthly_cost: num,
    /** A point in time, in spite of its name. */
    last_active_timeframe: isoTime,
    first_seen: isoTime,
    average_sentiment: num,
    /** US dollars; null: no budget. */
    total_budget: num,
    /** US dollars; null: no budget. */
    period_budget: num,
  }),
);

export type CustomerSummary = t.TypeOf<typeof customerSummary>;
