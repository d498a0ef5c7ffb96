import * as t from 'io-ts';

import {
  anyId,
  int,
  isoTime,
  jsonObject,
  list,
  nullish,
  num,
  openEnum,
  shape,
} from '../../../codec/index.js';
import { environment, reference } from './common.js';

/** Members of a log that logs of datasets have, too. */
export const logFields = {
  /** The id of a log. */
  unique_id: anyId,
  id: anyId,
  environment,
  organization: reference,
  organization_id: anyId,
  organization_key_id: anyId,
  organization_key_name: t.string,
  organization_key__name: t.string,
  user: reference,
  is_example: t.boolean,
  status: openEnum('success', 'error'),
  status_code: int,
  failed: t.boolean,
  error_message: t.string,
  warnings: t.unknown,
  /** Some pages of the vendor write it in upper case. */
  log_type: openEnum(
    'chat',
    'completion',
    'text',
    'response',
    'embedding',
    'workflow',
    'agent',
    'task',
    'tool',
    'function',
    'custom',
  ),
  /** Text that holds JSON. */
  input: t.unknown,
  /** Text that holds JSON. */
  output: t.unknown,
  prompt_messages: list(jsonObject),
  completion_message: jsonObject,
  tool_choice: t.unknown,
  tools: t.unknown,
  tool_calls: t.unknown,
  stream: t.boolean,
  model: t.string,
  foundation_model: t.string,
  provider_id: anyId,
  prompt_tokens: int,
  completion_tokens: int,
  total_request_tokens: int,
  tokens_per_second: num,
  /** US dollars. */
  cost: num,
  /** US dollars. */
  evaluation_cost: num,
  /** Seconds. */
  latency: num,
  /** Seconds; null where nothing was streamed. */
  time_to_first_token: num,
  /** Seconds. */
  routing_time: num,
  /** When it was over. */
  timestamp: isoTime,
  start_time: isoTime,
  metadata: jsonObject,
  customer_identifier: anyId,
  customer_email: t.string,
  customer_name: t.string,
  thread_identifier: anyId,
  trace_unique_id: anyId,
  span_unique_id: anyId,
  span_name: t.string,
  span_parent_id: anyId,
  prompt_id: anyId,
  prompt_name: t.string,
  /** Values by evaluator; a list on the logs of datasets. */
  scores: t.unknown,
};

/**
 * A log, or span: an item of `POST /api/request-logs/list/` and of the older `GET /api/request-logs/`. With
 * `include_fields` nothing else is there, so that no field can be counted on.
 */
export const requestLog = shape('RequestLog', {}, nullish(logFields));

export type RequestLog = t.TypeOf<typeof requestLog>;
