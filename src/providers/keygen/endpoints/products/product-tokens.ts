import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { token } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/tokens`. */
export const productTokens = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.tokens',
  path: '/products/{product}/tokens',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: token,
  doc: 'The API tokens of a product.',
});
