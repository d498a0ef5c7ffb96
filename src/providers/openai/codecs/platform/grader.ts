import * as t from 'io-ts';

import { int, jsonObject, list, nullish, num, openEnum, shape } from '../../../../codec/index.js';

/** What a grader has that gives labels. */
export const labelFields = { labels: list(t.string), passing_labels: list(t.string) };

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
export const graderFields = {
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

export type TuningGrader = t.TypeOf<typeof tuningGrader>;
