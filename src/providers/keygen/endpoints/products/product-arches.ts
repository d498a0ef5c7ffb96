import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { arch } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/arches`. */
export const productArches = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.arches',
  path: '/products/{product}/arches',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: arch,
  doc: 'The processor architectures that a product is released for.',
});
