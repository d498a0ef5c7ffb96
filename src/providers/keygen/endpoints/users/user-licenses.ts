import { defineEndpoint, flag, segment, text } from '../../../../endpoint/index.js';
import { license } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /users/{user}/licenses`. */
export const userLicenses = defineEndpoint({
  ...keygenList,
  id: 'keygen.users.licenses',
  path: '/users/{user}/licenses',
  params: {
    user: segment('Id or e-mail of the user.'),
    ...listParams,
    product: text('Licenses of this product.'),
    policy: text('Licenses of this policy.'),
    suspended: flag('Suspended ones, or the others.'),
  },
  item: license,
  doc: 'The licenses of a user.',
});
