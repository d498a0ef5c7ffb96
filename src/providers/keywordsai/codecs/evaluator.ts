import * as t from 'io-ts';

import { anyId, int, isoTime, jsonObject, list, nullish, openEnum, shape } from '../../../codec/index.js';
import { personOrId, reference, tags } from './common.js';

/** An evaluator, or a version of one: an item of `/api/evaluators/` and all lists below it. */
export const evaluator = shape(
  'Evaluator',
  { id: anyId },
  nullish({
    name: t.string,
    evaluator_slug: t.string,
    type: openEnum('llm', 'human', 'code'),
    score_value_type: openEnum(
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
    eval_class: t.string,
    description: t.string,
    created_by: personOrId,
    updated_by: personOrId,
    created_at: isoTime,
    updated_at: isoTime,
    custom_required_fields: list(t.unknown),
    categorical_choices: t.unknown,
    starred: t.boolean,
    organization: reference,
    tags,
    version_id: anyId,
    /** 0: the draft. */
    version: int,
    is_read_only: t.boolean,
    version_description: t.string,
    score_config: jsonObject,
    passing_conditions: t.unknown,
    llm_config: jsonObject,
    code_config: jsonObject,
  }),
);

export type Evaluator = t.TypeOf<typeof evaluator>;
