import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { machine } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /groups/{group}/machines`. */
export const groupMachines = defineEndpoint({
  ...keygenList,
  id: 'keygen.groups.machines',
  path: '/groups/{group}/machines',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: machine,
  doc: 'The machines in a group.',
});
