import { bodyJson, defineEndpoint, oneOf, type Param } from '../../../endpoint/index.js';
import { customer, listEnvelope } from '../codecs/index.js';
import { byPage, upTo1000 } from './keywordsai-list.js';
import { customerParams, stableOrder } from './users.js';

/** A condition on one field. */
export interface Filter {
  readonly operator?: string;
  readonly value: unknown;
}

/** Stands in the body, beside the conditions that it joins. */
const joining: Param<'AND' | 'OR', false> = {
  ...oneOf(['AND', 'OR'], 'How the conditions are joined.'),
  place: 'body',
  encode: (name, value) => [[name, JSON.stringify(value)]],
};

/** `POST /api/users/list/`: the filters stand in the body, which each page repeats; paging stands in the query. */
export const usersSearch = defineEndpoint({
  id: 'keywordsai.users.search',
  method: 'POST',
  path: '/api/users/list/',
  params: {
    ...customerParams,
    filters: bodyJson<Readonly<Record<string, Filter>>>(
      'Conditions by field: { total_cost: { operator: "gt", value: [10] } }.',
    ),
    operator: joining,
  },
  defaults: stableOrder,
  paging: byPage,
  limits: upTo1000,
  envelope: listEnvelope,
  item: customer,
  key: ['customer_identifier', 'environment'],
  doc: 'The customers that fit a filter.',
  docs: 'https://docs.keywordsai.co/api-endpoints/users/users-list',
});
