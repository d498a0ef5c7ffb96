import { defineEndpoint, segment, someOf } from '../../../../endpoint/index.js';
import { platformEnvelope, threadRunStep } from '../../codecs/platform/index.js';
import { ASSISTANTS_BETA, bothWaysParams, byLastId, orderBy, upTo100 } from './list.js';

/** `GET /threads/{thread_id}/runs/{run_id}/steps`. */
export const threadRunSteps = defineEndpoint({
  id: 'openai.threads.runs.steps',
  path: '/threads/{thread_id}/runs/{run_id}/steps',
  params: {
    thread_id: segment('Id of the thread.'),
    run_id: segment('Id of the run.'),
    ...bothWaysParams,
    order: orderBy('desc'),
    include: someOf(
      ['step_details.tool_calls[*].file_search.results[*].content'],
      'What else to send with the steps.',
    ),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: threadRunStep,
  key: ['id'],
  credential: 'apiKey',
  headers: ASSISTANTS_BETA,
  doc: 'The steps of one run.',
  docs: 'https://platform.openai.com/docs/api-reference/run-steps/listRunSteps',
});
