import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { token } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /users/{user}/tokens`. */
export const userTokens = defineEndpoint({
  ...keygenList,
  id: 'keygen.users.tokens',
  path: '/users/{user}/tokens',
  params: {
    user: segment('Id or e-mail of the user.'),
    ...listParams,
  },
  item: token,
  doc: 'The API tokens of a user.',
});
