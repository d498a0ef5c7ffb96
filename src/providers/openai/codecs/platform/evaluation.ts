import * as t from 'io-ts';

import {
  jsonObject,
  list,
  nullable,
  nullish,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { graderFields, labelFields } from './grader.js';
import { metadata } from './metadata.js';

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

export type Evaluation = t.TypeOf<typeof evaluation>;
