import { expect } from 'chai';
import {
  checkpointPermission,
  fineTuningJob,
  fineTuningJobCheckpoint,
  fineTuningJobEvent,
  model,
} from '../../../../../src/providers/openai/codecs/platform/index.js';
import { decoded } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';
import { describeCodec } from './describe-codec.js';

describe('openai/codecs/platform: models and fine-tuning', () => {
  describeCodec(model, { always: 'id object created owned_by', 'null or absent': 'shutdown_date' }, 'models');

  describeCodec(
    fineTuningJob,
    {
      always: 'id object created_at model organization_id result_files status training_file',
      null: 'fine_tuned_model validation_file',
      'null or absent':
        'error finished_at hyperparameters trained_tokens integrations seed estimated_finish method metadata',
    },
    'fine-tuning-jobs',
  );

  it('a hyperparameter is a number or the text auto; a seed may be larger than a number holds', () => {
    const [first] = page('openai/platform/fine-tuning-jobs.json', 'data').items;
    const job = decoded(fineTuningJob, {
      ...(first as object),
      hyperparameters: { batch_size: 'auto', n_epochs: 4, learning_rate_multiplier: 0.1 },
      seed: 4_944_116_822_809_979_520n,
      error: { code: 'invalid', message: 'no', param: null },
    });
    expect(job.hyperparameters).to.deep.equal({
      batch_size: 'auto',
      n_epochs: 4,
      learning_rate_multiplier: 0.1,
    });
    expect(job.seed).to.equal(4_944_116_822_809_979_520n);
    expect(job.error?.param).to.equal(null);
    const halved = fineTuningJob.decode({ ...(first as object), hyperparameters: { batch_size: 1.5 } });
    expect(halved._tag).to.equal('Left');
  });

  describeCodec(
    fineTuningJobCheckpoint,
    {
      always: 'id object created_at fine_tuned_model_checkpoint step_number metrics fine_tuning_job_id',
    },
    'fine-tuning-job-checkpoints',
  );

  describeCodec(
    fineTuningJobEvent,
    { always: 'id object created_at level message', 'null or absent': 'type data' },
    'fine-tuning-job-events',
  );

  describeCodec(
    checkpointPermission,
    { always: 'id object created_at project_id' },
    'checkpoint-permissions',
  );
});
