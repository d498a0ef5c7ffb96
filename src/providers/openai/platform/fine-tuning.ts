import * as t from 'io-ts';
import {
  anyOf,
  int,
  jsonObject,
  list,
  nullable,
  nullish,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../codec/index.js';
import { vendorEndpoint, oneOf, segment, text, textOrHash } from '../../../walk/index.js';
import { tuningGrader } from './evals-codecs.js';
import { anySize, byItemId, byLastId, cursorParams, metadata, platformEnvelope } from './list.js';

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

/** The decoded form of {@link fineTuningJob}. */
export type FineTuningJob = t.TypeOf<typeof fineTuningJob>;

/** A project that may use a checkpoint: an item of `GET /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions`. */
export const checkpointPermission = shape(
  'CheckpointPermission',
  {
    id: t.string,
    created_at: unixSeconds,
    project_id: t.string,
  },
  nullish({
    object: openEnum('checkpoint.permission'),
  }),
);

/** The decoded form of {@link checkpointPermission}. */
export type CheckpointPermission = t.TypeOf<typeof checkpointPermission>;

const metrics = shape(
  'CheckpointMetrics',
  {},
  nullish({
    step: num,
    train_loss: num,
    train_mean_token_accuracy: num,
    valid_loss: num,
    valid_mean_token_accuracy: num,
    full_valid_loss: num,
    full_valid_mean_token_accuracy: num,
  }),
);

/** A checkpoint of a job: an item of `GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints`. */
export const fineTuningJobCheckpoint = shape(
  'FineTuningJobCheckpoint',
  {
    id: t.string,
    created_at: unixSeconds,
    /** The name of the model at this checkpoint. */
    fine_tuned_model_checkpoint: t.string,
    step_number: int,
    metrics,
    fine_tuning_job_id: t.string,
  },
  nullish({
    object: openEnum('fine_tuning.job.checkpoint'),
  }),
);

/** The decoded form of {@link fineTuningJobCheckpoint}. */
export type FineTuningJobCheckpoint = t.TypeOf<typeof fineTuningJobCheckpoint>;

/** A line of a job's log: an item of `GET /fine_tuning/jobs/{fine_tuning_job_id}/events`. */
export const fineTuningJobEvent = shape(
  'FineTuningJobEvent',
  {
    id: t.string,
    created_at: unixSeconds,
    level: openEnum('info', 'warn', 'error'),
    message: t.string,
  },
  nullish({
    object: openEnum('fine_tuning.job.event'),
    type: openEnum('message', 'metrics'),
    data: jsonObject,
  }),
);

/** The decoded form of {@link fineTuningJobEvent}. */
export type FineTuningJobEvent = t.TypeOf<typeof fineTuningJobEvent>;

/** `GET /fine_tuning/jobs`: the reply names no ids, `after` is the id of the last job. */
export const fineTuningJobs = vendorEndpoint({
  id: 'openai.fineTuning.jobs',
  path: '/fine_tuning/jobs',
  params: {
    ...cursorParams,
    metadata: textOrHash('Only jobs with these metadata; the text null: only jobs without any.'),
  },
  paging: byItemId,
  limits: anySize,
  envelope: platformEnvelope,
  item: fineTuningJob,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The fine-tuning jobs.',
  docs: 'https://platform.openai.com/docs/api-reference/fine-tuning/list',
});

/** `GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints`. */
export const fineTuningJobCheckpoints = vendorEndpoint({
  id: 'openai.fineTuning.jobs.checkpoints',
  path: '/fine_tuning/jobs/{fine_tuning_job_id}/checkpoints',
  params: {
    fine_tuning_job_id: segment('Id of the job.'),
    ...cursorParams,
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: fineTuningJobCheckpoint,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The checkpoints of one fine-tuning job.',
  docs: 'https://platform.openai.com/docs/api-reference/fine-tuning/list-checkpoints',
});

/**
 * `GET /fine_tuning/jobs/{fine_tuning_job_id}/events`: the reply names no ids, `after` is the id of the last event.
 */
export const fineTuningJobEvents = vendorEndpoint({
  id: 'openai.fineTuning.jobs.events',
  path: '/fine_tuning/jobs/{fine_tuning_job_id}/events',
  params: {
    fine_tuning_job_id: segment('Id of the job.'),
    ...cursorParams,
  },
  paging: byItemId,
  limits: anySize,
  envelope: platformEnvelope,
  item: fineTuningJobEvent,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The log of one fine-tuning job.',
  docs: 'https://platform.openai.com/docs/api-reference/fine-tuning/list-events',
});

/**
 * `GET /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions`: it takes the admin key, unlike the other lists of
 * fine-tuning, and the words of `order` are written out, here only.
 */
export const checkpointPermissions = vendorEndpoint({
  id: 'openai.fineTuning.checkpoints.permissions',
  path: '/fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions',
  params: {
    fine_tuned_model_checkpoint: segment('Name of the model at the checkpoint.'),
    ...cursorParams,
    order: oneOf(['ascending', 'descending'], 'By time of creation. Vendor default: descending.'),
    project_id: text('Only the permission of this project.'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: checkpointPermission,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The projects that may use one checkpoint.',
});
