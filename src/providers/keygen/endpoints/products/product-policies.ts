import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { policy } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/policies`. */
export const productPolicies = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.policies',
  path: '/products/{product}/policies',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: policy,
  doc: 'The policies of a product.',
});
