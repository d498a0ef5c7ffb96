import { defineEndpoint } from '../../../../endpoint/index.js';
import { single } from '../../../../paging/index.js';
import { spendLimit as limit } from '../../codecs/organization/index.js';

/** `GET /organization/spend_limit`: a read. Amounts are in cents, unlike those of costs. */
export const spendLimit = defineEndpoint({
  id: 'openai.spendLimit',
  path: '/organization/spend_limit',
  paging: single({ items: '', one: true }),
  item: limit,
  key: ['id'],
  credential: 'adminKey',
  doc: 'How much the organization may spend, in cents.',
});
