import { vendorEndpoint, oneOf, segment } from '../../../walk/index.js';
import { evalRun, evalRunOutputItem, evaluation } from './evals-codecs.js';
import { anySize, byLastId, cursorParams, orderBy, platformEnvelope } from './list.js';

/** `GET /evals`. */
export const evals = vendorEndpoint({
  id: 'openai.evals',
  path: '/evals',
  params: {
    ...cursorParams,
    order: orderBy('asc', 'By the time that order_by names.'),
    order_by: oneOf(['created_at', 'updated_at'], 'The time to order by. Vendor default: created_at.'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: evaluation,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The evaluations.',
  docs: 'https://platform.openai.com/docs/api-reference/evals/list',
});

/** `GET /evals/{eval_id}/runs`: the state is spelled `canceled` here, elsewhere `cancelled`. */
export const evalRuns = vendorEndpoint({
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

/** `GET /evals/{eval_id}/runs/{run_id}/output_items`. */
export const evalRunOutputItems = vendorEndpoint({
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
