import { defineEndpoint, openWord } from '../../../endpoint/index.js';
import { customer, listEnvelope } from '../codecs/index.js';
import { byPage, pageParams, upTo1000 } from './keywordsai-list.js';

const FIELDS = [
  'customer_identifier',
  'email',
  'name',
  'first_seen',
  'last_active_timeframe',
  'number_of_requests',
  'total_cost',
  'total_tokens',
  'active_days',
  'average_latency',
  'average_ttft',
] as const;

/** The filters in the query that both forms of the list share. */
export const customerParams = {
  ...pageParams,
  sort_by: openWord(
    FIELDS,
    'Field to sort by, with - before it for descending. Default: customer_identifier.',
  ),
  environment: openWord(['prod', 'test'], 'Which environment. Vendor default: that of the key.'),
};

/**
 * Under the vendor's own order, -first_seen, each new customer moves all others down by a row while they are being
 * read. Sorted by their unique identifier they stay where they are.
 */
export const stableOrder = { sort_by: 'customer_identifier' };

/** `GET /api/users/list/`: prefer it over the POST form when there is nothing to filter by. */
export const users = defineEndpoint({
  id: 'keywordsai.users',
  path: '/api/users/list/',
  params: customerParams,
  defaults: stableOrder,
  paging: byPage,
  limits: upTo1000,
  envelope: listEnvelope,
  item: customer,
  key: ['customer_identifier', 'environment'],
  doc: 'The customers of the organization, with what each has used in all.',
  docs: 'https://docs.keywordsai.co/api-endpoints/users/users-list',
});
