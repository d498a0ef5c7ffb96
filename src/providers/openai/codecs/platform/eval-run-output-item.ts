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
import { evalApiError } from './eval-run.js';

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

export type EvalRunOutputItem = t.TypeOf<typeof evalRunOutputItem>;
