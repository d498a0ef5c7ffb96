import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { single } from '../../../paging/index.js';
import { customerDetail } from '../codecs/index.js';

/** `GET /api/users/{customer_identifier}/`: a read of one object, which is the whole body. */
export const usersDetail = defineEndpoint({
  id: 'keywordsai.users.detail',
  path: '/api/users/{customer_identifier}/',
  params: { customer_identifier: segment('The organization’s own id of the customer.') },
  paging: single({ items: '', one: true }),
  item: customerDetail,
  key: ['customer_identifier', 'environment'],
  doc: 'One customer, with budgets and what was used of them.',
  docs: 'https://docs.keywordsai.co/api-endpoints/observe/users/user-detail-endpoint',
});
