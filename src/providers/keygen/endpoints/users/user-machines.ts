import { defineEndpoint, segment, text } from '../../../../endpoint/index.js';
import { machine } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /users/{user}/machines`. */
export const userMachines = defineEndpoint({
  ...keygenList,
  id: 'keygen.users.machines',
  path: '/users/{user}/machines',
  params: {
    user: segment('Id or e-mail of the user.'),
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    product: text('Machines of this product.'),
    license: text('Machines of this license.'),
  },
  item: machine,
  doc: 'The machines of a user.',
});
