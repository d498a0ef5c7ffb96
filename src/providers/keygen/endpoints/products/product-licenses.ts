import { defineEndpoint, flag, segment, text } from '../../../../endpoint/index.js';
import { license } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/licenses`. */
export const productLicenses = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.licenses',
  path: '/products/{product}/licenses',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    policy: text('Licenses of this policy.'),
    user: text('Licenses of this user.'),
    suspended: flag('Suspended ones, or the others.'),
  },
  item: license,
  doc: 'The licenses of a product.',
});
