import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { listEnvelope, projectUser } from '../../codecs/organization/index.js';
import { byLastId, lastIdParams, upTo100 } from './last-id-list.js';

/** `GET /organization/projects/{project_id}/users`. */
export const projectUsers = defineEndpoint({
  id: 'openai.projects.users',
  path: '/organization/projects/{project_id}/users',
  params: { project_id: segment('Id of the project, for example proj_abc.'), ...lastIdParams },
  paging: byLastId,
  limits: upTo100,
  envelope: listEnvelope,
  item: projectUser,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The users of one project.',
  docs: 'https://platform.openai.com/docs/api-reference/project-users/list',
});
