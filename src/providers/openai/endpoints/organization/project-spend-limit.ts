import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { single } from '../../../../paging/index.js';
import { spendLimit } from '../../codecs/organization/index.js';

/** `GET /organization/projects/{project_id}/spend_limit`: a read. Amounts are in cents, unlike those of costs. */
export const projectSpendLimit = defineEndpoint({
  id: 'openai.projects.spendLimit',
  path: '/organization/projects/{project_id}/spend_limit',
  params: { project_id: segment('Id of the project, for example proj_abc.') },
  paging: single({ items: '', one: true }),
  item: spendLimit,
  key: ['id'],
  credential: 'adminKey',
  doc: 'How much one project may spend, in cents.',
});
