import * as t from 'io-ts';

import {
  int,
  jsonObject,
  list,
  nullable,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { metadata } from './metadata.js';

const dataSourceConfig = shape(
  'EvalDataSourceConfig',
  { type: openEnum('custom', 'logs', 'stored_completions') },
  {
    /** The JSON schema of what a run reads. */
    schema: jsonObject,
    metadata,
  },
);

const samplingParams = shape(
  'GraderSamplingParams',
  {},
  {
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
    top_p: nullable(num),
    temperature: nullable(num),
    max_completions_tokens: nullable(int),
    reasoning_effort: t.unknown,
  },
);

/** A grader: `type` says which of the other members stand there. */
export const testingCriterion = shape(
  'TestingCriterion',
  {
    type: openEnum('label_model', 'string_check', 'text_similarity', 'python', 'score_model'),
    name: t.string,
  },
  {
    /** In the documentation's example only. */
    id: nullable(t.string),
    model: nullable(t.string),
    /** Messages, or the text that is graded. */
    input: t.unknown,
    labels: nullable(list(t.string)),
    passing_labels: nullable(list(t.string)),
    reference: nullable(t.string),
    operation: nullable(openEnum('eq', 'ne', 'like', 'ilike')),
    evaluation_metric: nullable(
      openEnum(
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
    ),
    pass_threshold: nullable(num),
    /** Of a Python grader: its code. */
    source: nullable(t.string),
    image_tag: nullable(t.string),
    sampling_params: nullable(samplingParams),
    /** Vendor default: 0 to 1. */
    range: nullable(list(num)),
  },
);

export type TestingCriterion = t.TypeOf<typeof testingCriterion>;

/** An evaluation: an item of `GET /evals`. */
export const evaluation = shape('Evaluation', {
  id: t.string,
  object: openEnum('eval'),
  name: t.string,
  data_source_config: dataSourceConfig,
  testing_criteria: list(testingCriterion),
  created_at: unixSeconds,
  metadata,
});

export type Evaluation = t.TypeOf<typeof evaluation>;
