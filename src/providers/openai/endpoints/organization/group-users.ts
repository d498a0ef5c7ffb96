import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { groupUser, nextEnvelope } from '../../codecs/organization/index.js';
import { byNext, nextParams, upTo1000 } from './next-list.js';

/** `GET /organization/groups/{group_id}/users`. */
export const groupUsers = defineEndpoint({
  id: 'openai.groups.users',
  path: '/organization/groups/{group_id}/users',
  params: {
    group_id: segment('Id of the group.'),
    ...nextParams,
    order: oneOf(['asc', 'desc'], 'The order of the list. Vendor default: desc.'),
  },
  paging: byNext,
  limits: upTo1000,
  envelope: nextEnvelope,
  item: groupUser,
  key: ['id'],
  credential: 'adminKey',
  doc: 'The users of one group.',
});
