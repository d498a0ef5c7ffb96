import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { groupOwner } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /groups/{group}/owners`. */
export const groupOwners = defineEndpoint({
  ...keygenList,
  id: 'keygen.groups.owners',
  path: '/groups/{group}/owners',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: groupOwner,
  doc: 'Who owns a group.',
});
