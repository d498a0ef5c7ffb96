import { defineEndpoint, oneOf } from '../../../../endpoint/index.js';
import { listEnvelope, spendAlert } from '../../codecs/organization/index.js';
import { bothWaysParams, byLastIdBothWays, upTo100 } from './last-id-list.js';

/** `GET /organization/spend_alerts`: amounts are in cents, unlike those of costs. */
export const spendAlerts = defineEndpoint({
  id: 'openai.spendAlerts',
  path: '/organization/spend_alerts',
  params: { ...bothWaysParams, order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: asc.') },
  paging: byLastIdBothWays,
  limits: upTo100,
  envelope: listEnvelope,
  item: spendAlert,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The spend alerts of the organization, in cents.',
});
