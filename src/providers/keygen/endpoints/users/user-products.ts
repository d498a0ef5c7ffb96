import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { product } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /users/{user}/products`. */
export const userProducts = defineEndpoint({
  ...keygenList,
  id: 'keygen.users.products',
  path: '/users/{user}/products',
  params: {
    user: segment('Id or e-mail of the user.'),
    ...listParams,
  },
  item: product,
  doc: 'The products that a user has a license of.',
});
