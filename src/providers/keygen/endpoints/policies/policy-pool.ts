import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { pooledKey } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /policies/{policy}/pool`: the server lists each key in clear; here it is a `Secret` from the codec on. */
export const policyPool = defineEndpoint({
  ...keygenList,
  id: 'keygen.policies.pool',
  path: '/policies/{policy}/pool',
  params: {
    policy: segment('Id of the policy.'),
    ...listParams,
  },
  item: pooledKey,
  doc: 'The license keys that wait in the pool of a policy.',
});
