import { defineEndpoint } from '../../../../endpoint/index.js';
import { product } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products`. */
export const products = defineEndpoint({
  ...keygenList,
  id: 'keygen.products',
  path: '/products',
  params: listParams,
  item: product,
  doc: 'The products of the account.',
  docs: 'https://keygen.sh/docs/api/products/#products-list',
});
