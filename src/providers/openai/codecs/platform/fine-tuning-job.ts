import * as t from 'io-ts';

import {
  anyOf,
  int,
  list,
  nullable,
  nullish,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { tuningGrader } from './grader.js';
import { metadata } from './metadata.js';

const jobError = shape(
  'FineTuningError',
  {},
  nullish({
    code: t.string,
    message: t.string,
    /** The parameter that was wrong; null where none was. */
    param: t.string,
  }),
);

const auto = openEnum('auto');
const intOrAuto = anyOf(auto, int);
const numberOrAuto = anyOf(auto, num);

const parameters = {
  batch_size: intOrAuto,
  learning_rate_multiplier: numberOrAuto,
  n_epochs: intOrAuto,
};

const hyperparameters = shape('Hyperparameters', {}, nullish(parameters));

const dpoParameters = shape('DpoHyperparameters', {}, nullish({ ...parameters, beta: numberOrAuto }));

const reinforcementParameters = shape(
  'ReinforcementHyperparameters',
  {},
  nullish({
    ...parameters,
    reasoning_effort: openEnum('default', 'low', 'medium', 'high'),
    compute_multiplier: numberOrAuto,
    eval_interval: intOrAuto,
    eval_samples: intOrAuto,
  }),
);

const wandb = shape(
  'WandbSettings',
  {},
  nullish({
    project: t.string,
    /** Of the run; null: the id of the job. */
    name: t.string,
    /** The team or the user. */
    entity: t.string,
    tags: list(t.string),
  }),
);

const integration = shape('FineTuningIntegration', { type: openEnum('wandb') }, nullish({ wandb }));

const method = shape(
  'FineTuningMethod',
  { type: openEnum('supervised', 'dpo', 'reinforcement') },
  nullish({
    supervised: shape('SupervisedMethod', {}, nullish({ hyperparameters })),
    dpo: shape('DpoMethod', {}, nullish({ hyperparameters: dpoParameters })),
    reinforcement: shape(
      'ReinforcementMethod',
      {},
      nullish({ grader: tuningGrader, hyperparameters: reinforcementParameters }),
    ),
  }),
);

/** A fine-tuning job: an item of `GET /fine_tuning/jobs`. */
export const fineTuningJob = shape(
  'FineTuningJob',
  {
    id: t.string,
    created_at: unixSeconds,
    /** The base model. */
    model: t.string,
    /** The model that comes out; null while the job is running. */
    fine_tuned_model: nullable(t.string),
    organization_id: t.string,
    /** Ids of the files with the results. */
    result_files: list(t.string),
    status: openEnum('validating_files', 'queued', 'running', 'succeeded', 'failed', 'cancelled'),
    training_file: t.string,
    validation_file: nullable(t.string),
  },
  nullish({
    object: openEnum('fine_tuning.job'),
    /** Null where nothing failed. */
    error: jobError,
    finished_at: unixSeconds,
    /** Of supervised jobs only. */
    hyperparameters,
    /** Null while the job is running. */
    trained_tokens: int,
    integrations: list(integration),
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
    /** Null while the job is not running. */
    estimated_finish: unixSeconds,
    method,
    metadata,
  }),
);

export type FineTuningJob = t.TypeOf<typeof fineTuningJob>;
