import * as t from 'io-ts';

import { int, isoTime, nullable, num, record, shape } from '../../../codec/index.js';

/**
 * A customer within a window of time: an item of the older `GET /api/users/`. Two timestamps of one item come in two
 * spellings. Costs and budgets are US dollars. Nobody has seen the server: all but the ids may be absent or null.
 */
export const customerSummary = shape(
  'CustomerSummary',
  {
    /** The organization's own id of the customer. */
    customer_identifier: t.string,
    /** A number here, in the other list of customers a string. */
    id: t.union([int, t.string], 'id'),
  },
  {
    organization_name: nullable(t.string),
    /** `''` when unknown. */
    email: nullable(t.string),
    /** `''` when unknown. */
    name: nullable(t.string),
    active_days: nullable(int),
    requests: nullable(int),
    total_requests: nullable(int),
    tokens: nullable(int),
    total_tokens: nullable(int),
    /** US dollars. */
    cost: nullable(num),
    /** US dollars. */
    total_cost: nullable(num),
    /** `HH:MM:SS`. */
    active_duration: nullable(t.string),
    /** Requests by model. */
    top_models: nullable(record(int)),
    cache_hits: nullable(int),
    /** Seconds. */
    average_latency: nullable(num),
    /** Seconds to the first token. */
    average_ttft: nullable(num),
    total_prompt_tokens: nullable(int),
    total_completion_tokens: nullable(int),
    /** US dollars. */
    average_monthly_cost: nullable(num),
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
