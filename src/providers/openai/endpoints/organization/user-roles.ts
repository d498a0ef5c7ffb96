import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { assignedRole, nextEnvelope } from '../../codecs/organization/index.js';
import { anyOrder, byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /organization/users/{user_id}/roles`. */
export const userRoles = defineEndpoint({
  id: 'openai.users.roles',
  path: '/organization/users/{user_id}/roles',
  params: { user_id: segment('Id of the user.'), ...nextParams, ...anyOrder },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: assignedRole,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The roles that a user holds in the organization.',
});
