import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { engine } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/engines`. */
export const productEngines = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.engines',
  path: '/products/{product}/engines',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: engine,
  doc: 'The package engines that a product uses.',
});
