import * as t from 'io-ts';

import { int, isoTime, jsonObject, list, nullable, openEnum, shape } from '../../../codec/index.js';
import { anyId } from './common.js';

/** A person who made or changed an evaluator. */
export const evaluatorPerson = shape(
  'EvaluatorPerson',
  {},
  { first_name: nullable(t.string), last_name: nullable(t.string), email: nullable(t.string) },
);

export type EvaluatorPerson = t.TypeOf<typeof evaluatorPerson>;

/** An evaluator, or a version of one: an item of `/api/evaluators/` and all lists below it. */
export const evaluator = shape(
  'Evaluator',
  { id: t.string },
  {
    name: nullable(t.string),
    evaluator_slug: nullable(t.string),
    type: nullable(openEnum('llm', 'human', 'code')),
    score_value_type: nullable(
      openEnum(
        'numerical',
        'boolean',
        'percentage',
        'single_select',
        'multi_select',
        'json',
        'text',
        'categorical',
        'comment',
      ),
    ),
    eval_class: nullable(t.string),
    description: nullable(t.string),
    created_by: nullable(evaluatorPerson),
    updated_by: nullable(evaluatorPerson),
    created_at: nullable(isoTime),
    updated_at: nullable(isoTime),
    custom_required_fields: nullable(list(t.unknown)),
    categorical_choices: t.unknown,
    starred: nullable(t.boolean),
    organization: nullable(anyId),
    tags: nullable(list(t.unknown)),
    version_id: nullable(t.string),
    /** 0: the draft. */
    version: nullable(int),
    is_read_only: nullable(t.boolean),
    version_description: nullable(t.string),
    score_config: nullable(jsonObject),
    passing_conditions: t.unknown,
    llm_config: nullable(jsonObject),
    code_config: nullable(jsonObject),
  },
);

export type Evaluator = t.TypeOf<typeof evaluator>;
