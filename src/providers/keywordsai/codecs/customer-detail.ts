import * as t from 'io-ts';

import {
  anyId,
  int,
  isoTime,
  jsonObject,
  nullable,
  nullish,
  num,
  openEnum,
  record,
  shape,
} from '../../../codec/index.js';
import { environment, reference } from './common.js';

/**
 * One customer: what `GET /api/users/{customer_identifier}/` returns. Much of it has another name than in the lists of
 * customers. Costs and budgets are US dollars.
 */
export const customerDetail = shape(
  'CustomerDetail',
  {
    /** The organization's own id of the customer. */
    customer_identifier: anyId,
  },
  nullish({
    /** A number here, in the list of customers a text. */
    id: anyId,
    unique_organization_id: anyId,
    organization: reference,
    organization_key: t.unknown,
    email: t.string,
    name: t.string,
    environment,
    is_test: t.boolean,
    /** US dollars per `budget_duration`; null: no budget. */
    period_budget: num,
    budget_duration: openEnum('daily', 'weekly', 'monthly', 'yearly'),
    /** US dollars since `period_start`. */
    total_period_usage: num,
    period_start: isoTime,
    period_end: isoTime,
    /** US dollars; null: no budget. */
    total_budget: num,
    /** US dollars in all: `total_cost` in the lists. */
    total_usage: num,
    total_requests: int,
    total_prompt_tokens: int,
    total_completion_tokens: int,
    total_tokens: int,
    total_cache_hits: int,
    /** Seconds. */
    average_latency: num,
    /** Seconds to the first token. */
    average_ttft: num,
    /** US dollars. */
    average_monthly_cost: num,
    /** Requests by model. */
    top_models: record(nullable(int)),
    /** `last_active_timeframe` in the lists. */
    last_active: isoTime,
    /** About the same as `first_seen` in the lists. */
    created_at: isoTime,
    updated_at: isoTime,
    metadata: jsonObject,
    markup_percentage: num,
    blurred: t.unknown,
  }),
);

export type CustomerDetail = t.TypeOf<typeof customerDetail>;
