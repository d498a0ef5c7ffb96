import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { user } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /licenses/{license}/users`: users of all roles, other than in the list of all users. */
export const licenseUsers = defineEndpoint({
  ...keygenList,
  id: 'keygen.licenses.users',
  path: '/licenses/{license}/users',
  params: {
    license: segment('Id or key of the license.'),
    ...listParams,
  },
  item: user,
  doc: 'The users of a license.',
});
