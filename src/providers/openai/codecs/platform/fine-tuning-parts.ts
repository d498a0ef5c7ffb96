import * as t from 'io-ts';

import { int, jsonObject, nullable, num, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

/** A project that may use a checkpoint: an item of `GET /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions`. */
export const checkpointPermission = shape('CheckpointPermission', {
  id: t.string,
  object: openEnum('checkpoint.permission'),
  created_at: unixSeconds,
  project_id: t.string,
});

export type CheckpointPermission = t.TypeOf<typeof checkpointPermission>;

const metrics = shape(
  'CheckpointMetrics',
  {},
  {
    step: nullable(num),
    train_loss: nullable(num),
    train_mean_token_accuracy: nullable(num),
    valid_loss: nullable(num),
    valid_mean_token_accuracy: nullable(num),
    full_valid_loss: nullable(num),
    full_valid_mean_token_accuracy: nullable(num),
  },
);

/** A checkpoint of a job: an item of `GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints`. */
export const fineTuningJobCheckpoint = shape('FineTuningJobCheckpoint', {
  id: t.string,
  object: openEnum('fine_tuning.job.checkpoint'),
  created_at: unixSeconds,
  /** The name of the model at this checkpoint. */
  fine_tuned_model_checkpoint: t.string,
  step_number: int,
  metrics,
  fine_tuning_job_id: t.string,
});

export type FineTuningJobCheckpoint = t.TypeOf<typeof fineTuningJobCheckpoint>;

/** A line of a job's log: an item of `GET /fine_tuning/jobs/{fine_tuning_job_id}/events`. */
export const fineTuningJobEvent = shape(
  'FineTuningJobEvent',
  {
    id: t.string,
    object: openEnum('fine_tuning.job.event'),
    created_at: unixSeconds,
    level: openEnum('info', 'warn', 'error'),
    message: t.string,
  },
  {
    type: nullable(openEnum('message', 'metrics')),
    data: nullable(jsonObject),
  },
);

export type FineTuningJobEvent = t.TypeOf<typeof fineTuningJobEvent>;
