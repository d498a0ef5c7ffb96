import * as t from 'io-ts';
import { anyId, int, isoTime, jsonObject, list, nullish, num, openEnum, shape } from '../../codec/index.js';
import { environment, reference } from './list.js';

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

/** The decoded form of {@link requestLog}. */
export type RequestLog = t.TypeOf<typeof requestLog>;

/** A thread of logs: an item of `POST /api/log_threads/`. */
export const logThread = shape(
  'LogThread',
  { thread_identifier: anyId },
  nullish({ environment, log_count: int }),
);

/** The decoded form of {@link logThread}. */
export type LogThread = t.TypeOf<typeof logThread>;

const traceFields = {
  /** The same as `trace_unique_id`. */
  id: anyId,
  trace_unique_id: anyId,
  root_span_unique_id: anyId,
  organization_id: anyId,
  start_time: isoTime,
  end_time: isoTime,
  /** Seconds. */
  duration: num,
  span_count: int,
  llm_call_count: int,
  error_count: int,
  total_prompt_tokens: int,
  total_completion_tokens: int,
  total_tokens: int,
  /** US dollars. */
  total_cost: num,
  /** An object, or text that holds JSON. */
  input: t.unknown,
  /** An object, or text that holds JSON. */
  output: t.unknown,
  metadata: jsonObject,
  customer_identifier: anyId,
  environment,
  trace_group_identifier: anyId,
  session_identifier: anyId,
  name: t.string,
  model: t.string,
};

/** A trace: an item of `/api/traces/list/`. */
export const trace = shape('Trace', {}, nullish(traceFields));

/** The decoded form of {@link trace}. */
export type Trace = t.TypeOf<typeof trace>;

/** A trace of an experiment: an item of `/api/v2/experiments/{experiment_id}/logs/list/`. */
export const experimentTrace = shape(
  'ExperimentTrace',
  {},
  nullish({
    ...traceFields,
    expected_output: t.unknown,
    status: t.string,
    scores: t.unknown,
    task_metrics: t.unknown,
  }),
);

/** The decoded form of {@link experimentTrace}. */
export type ExperimentTrace = t.TypeOf<typeof experimentTrace>;
