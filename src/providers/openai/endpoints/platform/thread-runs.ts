import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { platformEnvelope, threadRun } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /threads/{thread_id}/runs`. */
export const threadRuns = defineEndpoint({
  id: 'openai.threads.runs',
  path: '/threads/{thread_id}/runs',
  params: {
    thread_id: segment('Id of the thread.'),
    ...bothWaysParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: threadRun,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The runs of one thread.',
  docs: 'https://platform.openai.com/docs/api-reference/runs/listRuns',
});
