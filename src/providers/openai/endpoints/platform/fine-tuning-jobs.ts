import { defineEndpoint, textOrHash } from '../../../../endpoint/index.js';
import { fineTuningJob, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byItemId, cursorParams } from './list.js';

/** `GET /fine_tuning/jobs`: the reply names no ids, `after` is the id of the last job. */
export const fineTuningJobs = defineEndpoint({
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
