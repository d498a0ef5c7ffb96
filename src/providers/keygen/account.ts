import { lastId } from '../../paging/index.js';
import { vendorEndpoint, texts } from '../../walk/index.js';
import { plan, setting, webhookEndpoint, webhookEvent } from './account-codecs.js';
import { keygenList, listParams, PLANS } from './list.js';

/** `GET /settings`: only below an account: a host that serves a single account has it not. */
export const settings = vendorEndpoint({
  ...keygenList,
  id: 'keygen.settings',
  path: '/settings',
  params: listParams,
  item: setting,
  doc: 'The settings of the account.',
});

/**
 * `GET /v1/plans`: below the host, not below an account; Cloud only, without a credential. No reply links to the next
 * page: the walk goes on behind the last plan until none comes.
 */
export const plans = vendorEndpoint({
  ...keygenList,
  id: PLANS,
  path: '/plans',
  params: {
    'page[cursor]': listParams['page[cursor]'],
    'page[size]': listParams['page[size]'],
    limit: listParams.limit,
    order: listParams.order,
  },
  paging: lastId({ param: 'page[cursor]', firstCursor: '', cursor: { lastItem: 'id' } }),
  item: plan,
  credential: 'none',
  doc: 'The plans that the vendor sells.',
});

/** `GET /webhook-endpoints`. */
export const webhookEndpoints = vendorEndpoint({
  ...keygenList,
  id: 'keygen.webhookEndpoints',
  path: '/webhook-endpoints',
  params: listParams,
  item: webhookEndpoint,
  doc: 'The addresses that receive events.',
});

/** `GET /webhook-events`: a numbered walk reports no count. */
export const webhookEvents = vendorEndpoint({
  ...keygenList,
  id: 'keygen.webhookEvents',
  path: '/webhook-events',
  params: {
    ...listParams,
    events: texts('Events of these types, for example license.created.'),
  },
  item: webhookEvent,
  doc: 'The events that were sent to webhook endpoints.',
});
