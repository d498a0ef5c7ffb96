import * as t from 'io-ts';
import { anyId, int, isoTime, jsonObject, nullish, num, shape } from '../../codec/index.js';
import { vendorEndpoint, mode, openWord } from '../../walk/index.js';
import { environment, environmentParam, filterParams, listEnvelope, pageParams, upTo1000 } from './list.js';
import { inOrderOfTime, windowParams, withinWindow } from './request-logs.js';

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

const FIELDS = [
  'timestamp',
  'start_time',
  'end_time',
  'duration',
  'total_cost',
  'total_tokens',
  'total_prompt_tokens',
  'total_completion_tokens',
  'span_count',
  'llm_call_count',
  'error_count',
] as const;

/**
 * `POST /api/traces/list/`, or GET without filters. Without times the vendor would answer with the last hour only:
 * `start_time` is required here.
 */
export const traces = vendorEndpoint({
  id: 'keywordsai.traces',
  method: 'POST',
  path: '/api/traces/list/',
  forms: { get: { method: 'GET' } },
  params: {
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    ...windowParams,
    sort_by: openWord(FIELDS, 'Field to sort by, with - before it for descending. Default: timestamp.'),
    environment: environmentParam,
    ...filterParams,
  },
  defaults: inOrderOfTime,
  paging: withinWindow,
  limits: upTo1000,
  envelope: listEnvelope,
  item: trace,
  key: ['id', 'trace_unique_id'],
  doc: 'Traces from start_time on; the vendor alone would give the last hour only.',
  docs: 'https://docs.keywordsai.co/api-endpoints/trace/list',
});
