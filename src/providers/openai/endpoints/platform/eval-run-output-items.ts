import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { evalRunOutputItem, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams, orderBy } from './list.js';

/** `GET /evals/{eval_id}/runs/{run_id}/output_items`. */
export const evalRunOutputItems = defineEndpoint({
  id: 'openai.evals.runs.outputItems',
  path: '/evals/{eval_id}/runs/{run_id}/output_items',
  params: {
    eval_id: segment('Id of the evaluation.'),
    run_id: segment('Id of the run.'),
    ...cursorParams,
    order: orderBy('asc'),
    status: oneOf(['fail', 'pass'], 'Only items that failed, or that passed.'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: evalRunOutputItem,
  key: ['id'],
  credential: 'apiKey',
  doc: 'What one run of an evaluation made of each item.',
  docs: 'https://platform.openai.com/docs/api-reference/evals/getRunOutputItems',
});
