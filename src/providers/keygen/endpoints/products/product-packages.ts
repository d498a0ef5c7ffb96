import { defineEndpoint, segment, text } from '../../../../endpoint/index.js';
import { releasePackage } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/packages`. */
export const productPackages = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.packages',
  path: '/products/{product}/packages',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    engine: text('Packages of this engine.'),
  },
  item: releasePackage,
  doc: 'The packages of a product.',
});
