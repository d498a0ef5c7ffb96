import { defineEndpoint, text } from '../../../../endpoint/index.js';
import { component } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /components`. */
export const components = defineEndpoint({
  ...keygenList,
  id: 'keygen.components',
  path: '/components',
  params: {
    ...listParams,
    product: text('Components of this product.'),
    machine: text('Components of this machine.'),
    license: text('Components of this license.'),
    owner: text('Components of this owner, by id or e-mail.'),
    user: text('Components of this user, by id or e-mail.'),
  },
  item: component,
  doc: 'The hardware components of all machines.',
  docs: 'https://keygen.sh/docs/api/components/#components-list',
});
