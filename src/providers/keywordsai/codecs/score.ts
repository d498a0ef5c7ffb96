import * as t from 'io-ts';

import { anyId, int, isoTime, list, nullish, num, openEnum, shape } from '../../../codec/index.js';
import { environment, reference } from './common.js';

/** What an evaluator, or a person, thinks of a log: an item of both lists of scores. */
export const score = shape(
  'Score',
  { id: anyId },
  nullish({
    created_at: isoTime,
    type: openEnum('llm', 'human', 'code'),
    environment,
    numerical_value: num,
    string_value: t.string,
    boolean_value: t.boolean,
    categorical_value: list(t.string),
    /** Text that holds JSON. */
    json_value: t.string,
    is_passed: t.boolean,
    /** US dollars. */
    cost: num,
    evaluator_id: anyId,
    evaluator_slug: t.string,
    evaluator_name: t.string,
    scorer: reference,
    log_id: anyId,
    prompt_id: anyId,
    prompt_version_number: int,
    dataset_id: anyId,
    automation_id: anyId,
    status: t.string,
    error_message: t.string,
  }),
);

export type Score = t.TypeOf<typeof score>;
