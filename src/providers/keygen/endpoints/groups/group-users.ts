import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { user } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /groups/{group}/users`. */
export const groupUsers = defineEndpoint({
  ...keygenList,
  id: 'keygen.groups.users',
  path: '/groups/{group}/users',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: user,
  doc: 'The users in a group.',
});
