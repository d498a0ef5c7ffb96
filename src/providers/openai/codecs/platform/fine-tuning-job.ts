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

const jobError = shape(
  'FineTuningError',
  {},
  {
    code: nullable(t.string),
    message: nullable(t.string),
    /** The parameter that was wrong; null where none was. */
    param: nullable(t.string),
  },
);

const auto = openEnum('auto');
const intOrAuto = nullable(t.union([auto, int], 'IntOrAuto'));
const numberOrAuto = nullable(t.union([auto, num], 'NumberOrAuto'));

const hyperparameters = shape(
  'Hyperparameters',
  {},
  {
    batch_size: intOrAuto,
    learning_rate_multiplier: numberOrAuto,
    n_epochs: intOrAuto,
  },
);

const wandb = shape(
  'WandbSettings',
  {},
  {
    project: t.string,
    /** Of the run; null: the id of the job. */
    name: nullable(t.string),
    /** The team or the user. */
    entity: nullable(t.string),
    tags: nullable(list(t.string)),
  },
);

const integration = shape('FineTuningIntegration', { type: openEnum('wandb') }, { wandb });

const method = shape(
  'FineTuningMethod',
  { type: openEnum('supervised', 'dpo', 'reinforcement') },
  {
    supervised: nullable(jsonObject),
    dpo: nullable(jsonObject),
    reinforcement: nullable(jsonObject),
  },
);

/** A fine-tuning job: an item of `GET /fine_tuning/jobs`. */
export const fineTuningJob = shape(
  'FineTuningJob',
  {
    id: t.string,
    object: openEnum('fine_tuning.job'),
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
  {
    /** Null where nothing failed. */
    error: nullable(jobError),
    finished_at: nullable(unixSeconds),
    /** Of supervised jobs only. */
    hyperparameters: nullable(hyperparameters),
    /** Null while the job is running. */
    trained_tokens: nullable(int),
    integrations: nullable(list(integration)),
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
    /** Null while the job is not running. */
    estimated_finish: nullable(unixSeconds),
    method: nullable(method),
    metadata,
  },
);

export type FineTuningJob = t.TypeOf<typeof fineTuningJob>;
