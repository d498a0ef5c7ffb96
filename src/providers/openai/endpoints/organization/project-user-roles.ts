import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { assignedRole, nextEnvelope } from '../../codecs/organization/index.js';
import { anyOrder, byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /projects/{project_id}/users/{user_id}/roles`: not below `/organization`, and with the admin key all the same. */
export const projectUserRoles = defineEndpoint({
  id: 'openai.projects.users.roles',
  path: '/projects/{project_id}/users/{user_id}/roles',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    user_id: segment('Id of the user.'),
    ...nextParams,
    ...anyOrder,
  },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a user holds in one project.',
});
