import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { evalRun, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams, orderBy } from './list.js';

/** `GET /evals/{eval_id}/runs`: the state is spelled `canceled` here, elsewhere `cancelled`. */
export const evalRuns = defineEndpoint({
  id: 'openai.evals.runs',
  path: '/evals/{eval_id}/runs',
  params: {
    eval_id: segment('Id of the evaluation.'),
    ...cursorParams,
    order: orderBy('asc'),
    status: oneOf(['queued', 'in_progress', 'completed', 'canceled', 'failed'], 'Only runs in this state.'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: evalRun,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The runs of one evaluation.',
  docs: 'https://platform.openai.com/docs/api-reference/evals/getRuns',
});
