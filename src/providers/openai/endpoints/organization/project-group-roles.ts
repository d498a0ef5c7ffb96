import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { assignedRole, nextEnvelope } from '../../codecs/organization/index.js';
import { anyOrder, byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /projects/{project_id}/groups/{group_id}/roles`: not below `/organization`, and with the admin key all the same. */
export const projectGroupRoles = defineEndpoint({
  id: 'openai.projects.groups.roles',
  path: '/projects/{project_id}/groups/{group_id}/roles',
  params: {
    project_id: segment('Id of the project, for example proj_abc.'),
    group_id: segment('Id of the group.'),
    ...nextParams,
    ...anyOrder,
  },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a group holds in one project.',
});
