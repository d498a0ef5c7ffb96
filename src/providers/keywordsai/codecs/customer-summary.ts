import * as t from 'io-ts';

import { int, isoTime, nullable, num, record, shape } from '../../../codec/index.js';

/**
 * A customer within a window of time: an item of the older `GET /api/users/`. Two timestamps of one item come in two
 * spellings. Costs and budgets are US dollars.
 */
export const customerSummary = shape(
  'CustomerSummary',
  {
    /** A number here, in the other list of customers a string. */
    id: t.union([int, t.string], 'id'),
    organization_name: t.string,
    /** `''` when unknown. */
    email: t.string,
    /** `''` when unknown. */
    name: t.string,
    /** The organization's own id of the customer. */
    customer_identifier: t.string,
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
    top_models: record(int),
    cache_hits: int,
    /** Seconds. */
    average_latency: num,
    /** Seconds to the first token. */
    average_ttft: num,
    total_prompt_tokens: int,
    total_completion_tokens: int,
    /** US dollars. */
    average_monthly_cost: num,
  },
  {
    /** A point in time, in spite of its name. */
    last_active_timeframe: nullable(isoTime),
    first_seen: nullable(isoTime),
    average_sentiment: nullable(num),
    /** US dollars; null: no budget. */
    total_budget: nullable(num),
    /** US dollars; null: no budget. */
    period_budget: nullable(num),
  },
);

export type CustomerSummary = t.TypeOf<typeof customerSummary>;
