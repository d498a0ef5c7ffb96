import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { fineTuningJobCheckpoint, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams } from './list.js';

/** `GET /fine_tuning/jobs/{fine_tuning_job_id}/checkpoints`. */
export const fineTuningJobCheckpoints = defineEndpoint({
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
