import { defineEndpoint, text } from '../../../../endpoint/index.js';
import { policy } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /policies`. */
export const policies = defineEndpoint({
  ...keygenList,
  id: 'keygen.policies',
  path: '/policies',
  params: {
    ...listParams,
    product: text('Policies of this product.'),
  },
  item: policy,
  doc: 'The policies of the account.',
  docs: 'https://keygen.sh/docs/api/policies/#policies-list',
});
