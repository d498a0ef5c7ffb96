import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { platform } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/platforms`. */
export const productPlatforms = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.platforms',
  path: '/products/{product}/platforms',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: platform,
  doc: 'The platforms that a product is released for.',
});
