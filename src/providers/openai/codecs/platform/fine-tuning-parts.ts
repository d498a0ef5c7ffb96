import * as t from 'io-ts';

import { int, jsonObject, nullish, num, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

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

export type FineTuningJobEvent = t.TypeOf<typeof fineTuningJobEvent>;
