import { defineEndpoint, segment, text } from '../../../../endpoint/index.js';
import { machine } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/machines`. */
export const productMachines = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.machines',
  path: '/products/{product}/machines',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    license: text('Machines of this license.'),
    user: text('Machines of this user.'),
  },
  item: machine,
  doc: 'The machines of a product.',
});
