import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { license } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /groups/{group}/licenses`. */
export const groupLicenses = defineEndpoint({
  ...keygenList,
  id: 'keygen.groups.licenses',
  path: '/groups/{group}/licenses',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: license,
  doc: 'The licenses in a group.',
});
