import { defineEndpoint, segment, text } from '../../../../endpoint/index.js';
import { machine } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /licenses/{license}/machines`. */
export const licenseMachines = defineEndpoint({
  ...keygenList,
  id: 'keygen.licenses.machines',
  path: '/licenses/{license}/machines',
  params: {
    license: segment('Id or key of the license.'),
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    product: text('Machines of this product.'),
    user: text('Machines of this user.'),
  },
  item: machine,
  doc: 'The machines of a license.',
});
