import { defineEndpoint, mode, text } from '../../../endpoint/index.js';
import { listEnvelope, workflow } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { byPage, pageParams, upTo100 } from './keywordsai-list.js';

/**
 * `POST /api/workflows/list/`, or `GET /api/workflows/` without filters. It filters by `type`: `automations`, `monitors`,
 * `evaluators`. Which fields sort is not documented.
 */
export const workflows = defineEndpoint({
  id: 'keywordsai.workflows',
  method: 'POST',
  path: '/api/workflows/list/',
  forms: { get: { method: 'GET', path: '/api/workflows/' } },
  params: {
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    name: text('Only workflows of this name.'),
    sort_by: text('Field to sort by, with - before it for descending.'),
    ...filterParams,
  },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: workflow,
  key: ['id'],
  doc: 'Automations, monitors and evaluators, each at one version.',
});
