import * as t from 'io-ts';

import { int, isoTime, jsonObject, list, nullable, num, openEnum, shape } from '../../../codec/index.js';
import { anyId, environment } from './common.js';

/** Members of a log that logs of datasets have, too. */
export const logFields = {
  /** The id of a log. */
  unique_id: nullable(t.string),
  id: nullable(anyId),
  environment: nullable(environment),
  organization: nullable(anyId),
  organization_id: nullable(anyId),
  organization_key_id: nullable(t.string),
  organization_key_name: nullable(t.string),
  organization_key__name: nullable(t.string),
  user: nullable(anyId),
  is_example: nullable(t.boolean),
  status: nullable(openEnum('success', 'error')),
  status_code: nullable(int),
  failed: nullable(t.boolean),
  error_message: nullable(t.string),
  warnings: t.unknown,
  /** Some pages of the vendor write it in upper case. */
  log_type: nullable(
    openEnum(
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
  ),
  /** Text that holds JSON. */
  input: t.unknown,
  /** Text that holds JSON. */
  output: t.unknown,
  prompt_messages: nullable(list(jsonObject)),
  completion_message: nullable(jsonObject),
  tool_choice: t.unknown,
  tools: t.unknown,
  tool_calls: t.unknown,
  stream: nullable(t.boolean),
  model: nullable(t.string),
  foundation_model: nullable(t.string),
  provider_id: nullable(t.string),
  prompt_tokens: nullable(int),
  completion_tokens: nullable(int),
  total_request_tokens: nullable(int),
  tokens_per_second: nullable(num),
  /** US dollars. */
  cost: nullable(num),
  /** US dollars. */
  evaluation_cost: nullable(num),
  /** Seconds. */
  latency: nullable(num),
  /** Seconds; null where nothing was streamed. */
  time_to_first_token: nullable(num),
  /** Seconds. */
  routing_time: nullable(num),
  /** When it was over. */
  timestamp: nullable(isoTime),
  start_time: nullable(isoTime),
  metadata: nullable(jsonObject),
  customer_identifier: nullable(t.string),
  customer_email: nullable(t.string),
  customer_name: nullable(t.string),
  thread_identifier: nullable(t.string),
  trace_unique_id: nullable(t.string),
  span_unique_id: nullable(t.string),
  span_name: nullable(t.string),
  span_parent_id: nullable(t.string),
  prompt_id: nullable(t.string),
  prompt_name: nullable(t.string),
  /** Values by evaluator; a list on the logs of datasets. */
  scores: t.unknown,
};

/**
 * A log, or span: an item of `POST /api/request-logs/list/` and of the older `GET /api/request-logs/`. With
 * `include_fields` nothing else is there, so that no field can be counted on.
 */
export const requestLog = shape('RequestLog', {}, logFields);

export type RequestLog = t.TypeOf<typeof requestLog>;
