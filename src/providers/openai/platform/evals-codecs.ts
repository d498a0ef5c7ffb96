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
} from '../../../codec/index.js';
import { metadata } from './list.js';

/** What a grader has that gives labels. */
const labelFields = { labels: list(t.string), passing_labels: list(t.string) };

const samplingParams = shape(
  'GraderSamplingParams',
  {},
  nullish({
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
    top_p: num,
    temperature: num,
    max_completions_tokens: int,
    reasoning_effort: openEnum('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
  }),
);

/** What graders have beside their type and name: each kind some of it. */
const graderFields = {
  model: t.string,
  /** Messages, or the text that is graded. */
  input: t.unknown,
  reference: t.string,
  operation: openEnum('eq', 'ne', 'like', 'ilike'),
  evaluation_metric: openEnum(
    'cosine',
    'fuzzy_match',
    'bleu',
    'gleu',
    'meteor',
    'rouge_1',
    'rouge_2',
    'rouge_3',
    'rouge_4',
    'rouge_5',
    'rouge_l',
  ),
  /** Of a Python grader: its code. */
  source: t.string,
  image_tag: t.string,
  sampling_params: samplingParams,
  /** Vendor default: 0 to 1. */
  range: list(num),
};

/** The grader that reinforcement learns from: `type` says which of the other members stand there. */
export const tuningGrader = shape(
  'TuningGrader',
  {},
  nullish({
    type: openEnum('string_check', 'text_similarity', 'python', 'score_model', 'multi'),
    name: t.string,
    ...graderFields,
    /** Of a grader that is made of others. */
    graders: jsonObject,
    /** How their results make one. */
    calculate_output: t.string,
  }),
);

/** The decoded form of {@link tuningGrader}. */
export type TuningGrader = t.TypeOf<typeof tuningGrader>;

const dataSourceConfig = shape(
  'EvalDataSourceConfig',
  { type: openEnum('custom', 'logs', 'stored_completions') },
  nullish({
    /** The JSON schema of what a run reads. */
    schema: jsonObject,
    metadata,
  }),
);

/** A grader: `type` says which of the other members stand there. */
export const testingCriterion = shape(
  'TestingCriterion',
  {
    type: openEnum('label_model', 'string_check', 'text_similarity', 'python', 'score_model'),
    name: t.string,
  },
  nullish({
    /** In the documentation's example only. */
    id: t.string,
    ...graderFields,
    ...labelFields,
    /** What a score has to reach. */
    pass_threshold: num,
  }),
);

/** The decoded form of {@link testingCriterion}. */
export type TestingCriterion = t.TypeOf<typeof testingCriterion>;

/** An evaluation: an item of `GET /evals`. */
export const evaluation = shape(
  'Evaluation',
  {
    id: t.string,
    name: t.string,
    data_source_config: dataSourceConfig,
    testing_criteria: list(testingCriterion),
    created_at: unixSeconds,
    metadata: nullable(metadata),
  },
  nullish({
    object: openEnum('eval'),
  }),
);

/** The decoded form of {@link evaluation}. */
export type Evaluation = t.TypeOf<typeof evaluation>;

/** Why a run, or one of its items, could not be evaluated. */
export const evalApiError = shape('EvalApiError', {}, nullish({ code: t.string, message: t.string }));

/** The decoded form of {@link evalApiError}. */
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

const evalRunSamplingParams = shape(
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
    sampling_params: evalRunSamplingParams,
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

/** The decoded form of {@link evalRun}. */
export type EvalRun = t.TypeOf<typeof evalRun>;

const result = shape(
  'EvalResult',
  {
    /** Of the grader. */
    name: t.string,
    score: num,
    passed: t.boolean,
  },
  nullish({
    type: t.string,
    sample: jsonObject,
  }),
);

const sampleMessage = shape(
  'EvalSampleMessage',
  {},
  nullish({
    role: t.string,
    content: t.string,
    // Only the documentation's example has these, and always null.
    tool_call_id: t.unknown,
    tool_calls: t.unknown,
    function_call: t.unknown,
  }),
);

const sampleUsage = shape('EvalSampleUsage', {
  total_tokens: int,
  completion_tokens: int,
  prompt_tokens: int,
  cached_tokens: int,
});

const sample = shape(
  'EvalSample',
  {
    input: list(sampleMessage),
    output: list(sampleMessage),
    finish_reason: nullable(t.string),
    model: t.string,
    usage: nullable(sampleUsage),
    error: nullable(evalApiError),
  },
  nullish({
    temperature: num,
    max_completion_tokens: int,
    top_p: num,
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
  }),
);

/** What a run made of one item: an item of `GET /evals/{eval_id}/runs/{run_id}/output_items`. */
export const evalRunOutputItem = shape(
  'EvalRunOutputItem',
  {
    id: t.string,
    run_id: t.string,
    eval_id: t.string,
    created_at: unixSeconds,
    status: openEnum('pass', 'fail'),
    datasource_item_id: int,
    datasource_item: jsonObject,
    results: list(result),
    sample,
  },
  nullish({
    object: openEnum('eval.run.output_item'),
  }),
);

/** The decoded form of {@link evalRunOutputItem}. */
export type EvalRunOutputItem = t.TypeOf<typeof evalRunOutputItem>;
