import { defineEndpoint } from '../../../endpoint/index.js';
import { listEnvelope, score } from '../codecs/index.js';
import { anySize, byPage, pageParams } from './keywordsai-list.js';

/** `GET /api/scores/`. A POST to this path creates a score; the path of the form with filters is not documented. */
export const scores = defineEndpoint({
  id: 'keywordsai.scores',
  path: '/api/scores/',
  params: pageParams,
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: score,
  key: ['id'],
  doc: 'The scores that evaluators gave.',
  docs: 'https://docs.keywordsai.co/api-endpoints/evaluation/scores/list',
});
