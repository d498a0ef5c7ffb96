import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { channel } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/channels`. */
export const productChannels = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.channels',
  path: '/products/{product}/channels',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: channel,
  doc: 'The channels that a product is released on.',
});
