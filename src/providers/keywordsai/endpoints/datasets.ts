import { defineEndpoint, mode, text } from '../../../endpoint/index.js';
import { dataset, listEnvelope } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { byPage, pageParams, upTo100 } from './keywordsai-list.js';

/** `POST /api/datasets/list/`, or `GET /api/datasets/` without filters. Which fields sort is not documented. */
export const datasets = defineEndpoint({
  id: 'keywordsai.datasets',
  method: 'POST',
  path: '/api/datasets/list/',
  forms: { get: { method: 'GET', path: '/api/datasets/' } },
  params: {
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    sort_by: text('Field to sort by, with - before it for descending.'),
    ...filterParams,
  },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: dataset,
  key: ['id'],
  doc: 'The datasets of the organization.',
});
