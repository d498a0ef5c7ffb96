import * as t from 'io-ts';

import { anyId, int, isoTime, jsonObject, nullish, num, shape } from '../../../codec/index.js';
import { environment } from './common.js';

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

export type ExperimentTrace = t.TypeOf<typeof experimentTrace>;
