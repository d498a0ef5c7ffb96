import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { listEnvelope, projectSpendAlert } from '../../codecs/organization/index.js';
import { bothWaysParams, byLastIdBothWays, upTo100 } from './last-id-list.js';

/** `GET /organization/projects/{project_id}/spend_alerts`: amounts are in cents, unlike those of costs. */
export const projectSpendAlerts = defineEndpoint({
  id: 'openai.projects.spendAlerts',
  path: '/organization/projects/{project_id}/spend_alerts',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    ...bothWaysParams,
    order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: asc.'),
  },
  paging: byLastIdBothWays,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectSpendAlert,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The spend alerts of one project, in cents.',
});
