import * as t from 'io-ts';

import { int, isoTime, list, nullable, num, openEnum, shape } from '../../../codec/index.js';
import { environment } from './common.js';

/** What an evaluator, or a person, thinks of a log: an item of both lists of scores. */
export const score = shape(
  'Score',
  { id: t.string },
  {
    created_at: nullable(isoTime),
    type: nullable(openEnum('llm', 'human', 'code')),
    environment: nullable(environment),
    numerical_value: nullable(num),
    string_value: nullable(t.string),
    boolean_value: nullable(t.boolean),
    categorical_value: nullable(list(t.string)),
    /** Text that holds JSON. */
    json_value: nullable(t.string),
    is_passed: nullable(t.boolean),
    /** US dollars. */
    cost: nullable(num),
    evaluator_id: nullable(t.string),
    evaluator_slug: nullable(t.string),
    evaluator_name: nullable(t.string),
    scorer: nullable(t.string),
    log_id: nullable(t.string),
    prompt_id: nullable(t.string),
    prompt_version_number: nullable(int),
    dataset_id: nullable(t.string),
    automation_id: nullable(t.string),
    status: nullable(t.string),
    error_message: nullable(t.string),
  },
);

export type Score = t.TypeOf<typeof score>;
