import { defineEndpoint, oneOf } from '../../../../endpoint/index.js';
import { evaluation, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams, orderBy } from './list.js';

/** `GET /evals`. */
export const evals = defineEndpoint({
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
