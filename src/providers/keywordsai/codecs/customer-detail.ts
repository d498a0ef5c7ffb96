import * as t from 'io-ts';

import { int, isoTime, jsonObject, nullable, num, openEnum, record, shape } from '../../../codec/index.js';
import { anyId, environment } from './common.js';

/**
 * One customer: what `GET /api/users/{customer_identifier}/` returns. Much of it has another name than in the lists of
 * customers. Costs and budgets are US dollars.
 */
export const customerDetail = shape(
  'CustomerDetail',
  {
    /** A number here, in the list of customers a text. */
    id: anyId,
    /** The organization's own id of the customer. */
    customer_identifier: t.string,
  },
  {
    unique_organization_id: nullable(t.string),
    organization: nullable(anyId),
    organization_key: t.unknown,
    email: nullable(t.string),
    name: nullable(t.string),
    environment: nullable(environment),
    is_test: nullable(t.boolean),
    /** US dollars per `budget_duration`; null: no budget. */
    period_budget: nullable(num),
    budget_duration: nullable(openEnum('daily', 'weekly', 'monthly', 'yearly')),
    /** US dollars since `period_start`. */
    total_period_usage: nullable(num),
    period_start: nullable(isoTime),
    period_end: nullable(isoTime),
    /** US dollars; null: no budget. */
    total_budget: nullable(num),
    /** US dollars in all: `total_cost` in the lists. */
    total_usage: nullable(num),
    total_requests: nullable(int),
    total_prompt_tokens: nullable(int),
    total_completion_tokens: nullable(int),
    total_tokens: nullable(int),
    total_cache_hits: nullable(int),
    /** Seconds. */
    average_latency: nullable(num),
    /** Seconds to the first token. */
    average_ttft: nullable(num),
    /** US dollars. */
    average_monthly_cost: nullable(num),
    /** Requests by model. */
    top_models: nullable(record(int)),
    /** `last_active_timeframe` in the lists. */
    last_active: nullable(isoTime),
    /** About the same as `first_seen` in the lists. */
    created_at: nullable(isoTime),
    updated_at: nullable(isoTime),
    metadata: nullable(jsonObject),
    markup_percentage: nullable(num),
    blurred: t.unknown,
  },
);

export type CustomerDetail = t.TypeOf<typeof customerDetail>;
