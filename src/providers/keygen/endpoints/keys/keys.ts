import { defineEndpoint, text } from '../../../../endpoint/index.js';
import { pooledKey } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /keys`: the server lists each key in clear; here it is a `Secret` from the codec on. */
export const keys = defineEndpoint({
  ...keygenList,
  id: 'keygen.keys',
  path: '/keys',
  params: {
    ...listParams,
    product: text('Keys of this product.'),
    policy: text('Keys of this policy.'),
  },
  item: pooledKey,
  doc: 'The license keys that wait in the pools of policies.',
});
