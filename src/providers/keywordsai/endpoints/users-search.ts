import { defineEndpoint } from '../../../endpoint/index.js';
import { customer, listEnvelope } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { byPage, upTo1000 } from './keywordsai-list.js';
import { customerParams, stableOrder } from './users.js';

/** `POST /api/users/list/`: the filters stand in the body, which each page repeats; paging stands in the query. */
export const usersSearch = defineEndpoint({
  id: 'keywordsai.users.search',
  method: 'POST',
  path: '/api/users/list/',
  params: { ...customerParams, ...filterParams },
  defaults: stableOrder,
  paging: byPage,
  limits: upTo1000,
  envelope: listEnvelope,
  item: customer,
  key: ['customer_identifier', 'environment'],
  doc: 'The customers that fit a filter.',
  docs: 'https://docs.keywordsai.co/api-endpoints/users/users-list',
});
