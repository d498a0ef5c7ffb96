import { defineEndpoint, integer, oneOf, textTime } from '../../../endpoint/index.js';
import { customerSummary, listEnvelope } from '../codecs/index.js';
import { anySize, bareArray, byPage, inTwoShapes, pageParams } from './keywordsai-list.js';

/** `GET /api/users/`: customers with what each used in a window of time. Its `count` is that of the page. */
export const usersSummary = defineEndpoint({
  id: 'keywordsai.users.summary',
  path: '/api/users/',
  params: {
    ...pageParams,
    date: textTime('A moment within the window. Vendor default: now.'),
    summary_type: oneOf(['all', 'daily', 'weekly', 'monthly', 'yearly'], 'The window that contains date.'),
    timezone_offset: integer('Hours, UTC minus local: Pacific time is 8. Vendor default: 0.'),
  },
  // Older versions answered with the bare list.
  paging: inTwoShapes(byPage, bareArray, Array.isArray),
  limits: anySize,
  envelope: listEnvelope,
  item: customerSummary,
  key: ['customer_identifier', 'id'],
  doc: 'Customers with what each used in a window of time.',
  docs: 'https://docs.keywordsai.co/api-endpoints/users/get-users',
});
