import { defineEndpoint, flag, hash, openWord, someOf, text } from '../../../endpoint/index.js';
import { linksEnvelope, user } from '../codecs/index.js';
import { keygenPaging, listParams, pageSizes } from './keygen-list.js';

/** `GET /users`: only users with role `user` unless `roles` says more, a default of the server that hides all staff. */
export const users = defineEndpoint({
  id: 'keygen.users',
  path: '/users',
  params: {
    ...listParams,
    roles: someOf(
      ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'],
      'Which roles. Vendor default: only user.',
    ),
    status: openWord(['ACTIVE', 'INACTIVE', 'BANNED'], 'Which status.'),
    product: text('Users of this product.'),
    license: text('Users of this license.'),
    group: text('Users of this group.'),
    assigned: flag('Users with, or without, a license.'),
    active: flag('The same as assigned.'),
    metadata: hash('Users with these metadata.'),
  },
  paging: keygenPaging,
  limits: pageSizes,
  envelope: linksEnvelope,
  item: user,
  key: ['id'],
  doc: 'The users of the account.',
  docs: 'https://keygen.sh/docs/api/users/#users-list',
});
