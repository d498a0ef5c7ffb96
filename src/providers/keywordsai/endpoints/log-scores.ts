import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { listEnvelope, score } from '../codecs/index.js';
import { anySize, byPage, pageParams } from './keywordsai-list.js';

/** `GET /api/logs/{log_id}/scores/`. */
export const logScores = defineEndpoint({
  id: 'keywordsai.logs.scores',
  path: '/api/logs/{log_id}/scores/',
  params: { log_id: segment('The log.'), ...pageParams },
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: score,
  key: ['id'],
  doc: 'The scores of one log.',
});
