import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { secondFactor } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/**
 * `GET /users/{user}/second-factors`: until a factor is enabled, the server lists its secret in clear; here it is a
 * `Secret`.
 */
export const userSecondFactors = defineEndpoint({
  ...keygenList,
  id: 'keygen.users.secondFactors',
  path: '/users/{user}/second-factors',
  params: {
    user: segment('Id or e-mail of the user.'),
    ...listParams,
  },
  item: secondFactor,
  doc: 'The second factors of a user.',
});
