import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { assignedRole, nextEnvelope } from '../../codecs/organization/index.js';
import { anyOrder, byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /organization/groups/{group_id}/roles`. */
export const groupRoles = defineEndpoint({
  id: 'openai.groups.roles',
  path: '/organization/groups/{group_id}/roles',
  params: { group_id: segment('Id of the group.'), ...nextParams, ...anyOrder },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a group holds in the organization.',
});
