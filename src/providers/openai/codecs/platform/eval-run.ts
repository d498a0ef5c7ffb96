import * as t from 'io-ts';

import {
  int,
  jsonObject,
  list,
  nullable,
  nullish,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { metadata } from './metadata.js';

/** Why a run, or one of its items, could not be evaluated. */
export const evalApiError = shape('EvalApiError', {}, nullish({ code: t.string, message: t.string }));

export type EvalApiError = t.TypeOf<typeof evalApiError>;

const inputMessages = shape(
  'EvalInputMessages',
  { type: openEnum('template', 'item_reference') },
  nullish({
    template: list(jsonObject),
    /** A variable of the item: `item.name`. */
    item_reference: t.string,
  }),
);

const samplingParams = shape(
  'EvalSamplingParams',
  {},
  nullish({
    reasoning_effort: openEnum('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
    temperature: num,
    max_completion_tokens: int,
    top_p: num,
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
    response_format: jsonObject,
    tools: list(jsonObject),
    text: shape('EvalTextConfig', {}, nullish({ format: jsonObject })),
  }),
);

const dataSource = shape(
  'EvalRunDataSource',
  { type: openEnum('jsonl', 'completions', 'responses') },
  nullish({
    /** What fills the items. */
    source: jsonObject,
    input_messages: inputMessages,
    sampling_params: samplingParams,
    model: t.string,
  }),
);

const modelUsage = shape('EvalModelUsage', {
  model_name: t.string,
  invocation_count: int,
  prompt_tokens: int,
  completion_tokens: int,
  total_tokens: int,
  cached_tokens: int,
});

const criterionResult = shape('EvalCriterionResult', {
  testing_criteria: t.string,
  passed: int,
  failed: int,
});

/** A run of an evaluation: an item of `GET /evals/{eval_id}/runs`. */
export const evalRun = shape(
  'EvalRun',
  {
    id: t.string,
    eval_id: t.string,
    status: openEnum('queued', 'in_progress', 'completed', 'canceled', 'failed'),
    /** The model that was evaluated, where one was. */
    model: nullable(t.string),
    name: t.string,
    created_at: unixSeconds,
    report_url: t.string,
    result_counts: shape('EvalResultCounts', { total: int, errored: int, failed: int, passed: int }),
    per_model_usage: nullable(list(modelUsage)),
    per_testing_criteria_results: nullable(list(criterionResult)),
    data_source: dataSource,
    metadata: nullable(metadata),
    /** Null where there is none, as in the documentation's example. */
    error: nullable(evalApiError),
  },
  nullish({
    object: openEnum('eval.run'),
  }),
);

export type EvalRun = t.TypeOf<typeof evalRun>;
