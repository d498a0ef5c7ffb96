import { defineEndpoint, text } from '../../../endpoint/index.js';
import { evaluator, listEnvelope } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { byPage, pageParams, upTo100 } from './keywordsai-list.js';

/**
 * `POST /api/evaluators/list/`: its `count` is that of the page. `is_exporting`, which the vendor takes in the body, is not
 * offered: what it starts is not documented.
 */
export const evaluatorsFilter = defineEndpoint({
  id: 'keywordsai.evaluators.filter',
  method: 'POST',
  path: '/api/evaluators/list/',
  params: {
    ...pageParams,
    sort_by: text('Field to sort by, with - before it for descending.'),
    ...filterParams,
  },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: evaluator,
  key: ['id'],
  doc: 'The evaluators that fit a filter.',
});
