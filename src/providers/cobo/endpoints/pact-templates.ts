import { defineEndpoint, integer, text } from '../../../endpoint/index.js';
import { listEnvelope, pactTemplate } from '../codecs/index.js';
import { byOffset, cursorParams, upTo100 } from './cobo-list.js';

/** `GET /api/v1/recipes/pact-templates`: only the service key is accepted, and only row numbers are known. */
export const pactTemplates = defineEndpoint({
  id: 'cobo.pactTemplates',
  path: '/api/v1/recipes/pact-templates',
  params: {
    offset: integer('Start at this row. Vendor default: 0.', { min: 0 }),
    limit: cursorParams.limit,
    recipe_slug: text('Only templates of this recipe.'),
  },
  paging: byOffset('result'),
  limits: upTo100,
  envelope: listEnvelope,
  item: pactTemplate,
  key: ['id'],
  credential: 'serviceKey',
  doc: 'All templates for pacts.',
});
