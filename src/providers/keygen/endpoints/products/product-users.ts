import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { user } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';
import { roles } from '../roles.js';

/** `GET /products/{product}/users`: only users with role `user` unless `roles` says more. */
export const productUsers = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.users',
  path: '/products/{product}/users',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    roles,
  },
  item: user,
  doc: 'The users of a product.',
});
