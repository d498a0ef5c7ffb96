import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { fineTuningJobEvent, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byItemId, cursorParams } from './list.js';

/**
 * `GET /fine_tuning/jobs/{fine_tuning_job_id}/events`: the reply names no ids, `after` is the id of the last event.
 */
export const fineTuningJobEvents = defineEndpoint({
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
