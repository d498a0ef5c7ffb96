import { defineEndpoint, flag, hash, openWord, text } from '../../../../endpoint/index.js';
import { user } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';
import { roles } from '../roles.js';

/**
 * `GET /users`: only users with role `user` unless `roles` says more, a default of the server that hides all staff.
 */
export const users = defineEndpoint({
  ...keygenList,
  id: 'keygen.users',
  path: '/users',
  params: {
    ...listParams,
    roles,
    status: openWord(['ACTIVE', 'INACTIVE', 'BANNED'], 'Which status.'),
    product: text('Users of this product.'),
    license: text('Users of this license.'),
    group: text('Users of this group.'),
    assigned: flag('Users with, or without, a license.'),
    active: flag('The same as assigned.'),
    metadata: hash('Users with these metadata.'),
  },
  item: user,
  doc: 'The users of the account.',
  docs: 'https://keygen.sh/docs/api/users/#users-list',
});
