import * as t from 'io-ts';

import { int, isoTime, jsonObject, nullable, num, shape } from '../../../codec/index.js';
import { environment } from './common.js';

const traceFields = {
  /** The same as `trace_unique_id`. */
  id: nullable(t.string),
  trace_unique_id: nullable(t.string),
  root_span_unique_id: nullable(t.string),
  organization_id: t.unknown,
  start_time: nullable(isoTime),
  end_time: nullable(isoTime),
  /** Seconds. */
  duration: nullable(num),
  span_count: nullable(int),
  llm_call_count: nullable(int),
  error_count: nullable(int),
  total_prompt_tokens: nullable(int),
  total_completion_tokens: nullable(int),
  total_tokens: nullable(int),
  /** US dollars. */
  total_cost: nullable(num),
  /** An object, or text that holds JSON. */
  input: t.unknown,
  /** An object, or text that holds JSON. */
  output: t.unknown,
  metadata: nullable(jsonObject),
  customer_identifier: nullable(t.string),
  environment: nullable(environment),
  trace_group_identifier: nullable(t.string),
  session_identifier: nullable(t.string),
  name: nullable(t.string),
  model: nullable(t.string),
};

/** A trace: an item of `/api/traces/list/`. */
export const trace = shape('Trace', {}, traceFields);

export type Trace = t.TypeOf<typeof trace>;

/** A trace of an experiment: an item of `/api/v2/experiments/{experiment_id}/logs/list/`. */
export const experimentTrace = shape(
  'ExperimentTrace',
  {},
  {
    ...traceFields,
    expected_output: t.unknown,
    status: nullable(t.string),
    scores: t.unknown,
    task_metrics: t.unknown,
  },
);

export type ExperimentTrace = t.TypeOf<typeof experimentTrace>;
