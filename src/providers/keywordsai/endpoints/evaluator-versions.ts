import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { evaluator, listEnvelope } from '../codecs/index.js';
import { anySize, byPage, pageParams } from './keywordsai-list.js';

/** `GET /api/evaluators/{evaluator_id}/versions/`: the newest first; the draft is version 0. */
export const evaluatorVersions = defineEndpoint({
  id: 'keywordsai.evaluators.versions',
  path: '/api/evaluators/{evaluator_id}/versions/',
  params: { evaluator_id: segment('The evaluator.'), ...pageParams },
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: evaluator,
  key: ['id', 'version_id', 'version'],
  doc: 'The versions of an evaluator, the newest first.',
});
