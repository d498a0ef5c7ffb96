import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { listEnvelope, projectServiceAccount } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/** `GET /organization/projects/{project_id}/service_accounts`. */
export const projectServiceAccounts = defineEndpoint({
  id: 'openai.projects.serviceAccounts',
  path: '/organization/projects/{project_id}/service_accounts',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...lastIdParams },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectServiceAccount,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The service accounts of one project.',
  docs: 'https://platform.openai.com/docs/api-reference/project-service-accounts/list',
});
