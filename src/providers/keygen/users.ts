import { vendorEndpoint, flag, hash, openWord, segment, someOf, text } from '../../walk/index.js';
import { license, product } from './licensing-codecs.js';
import { keygenList, listParams } from './list.js';
import { machine } from './machines.js';
import { token } from './account.js';
import { group, groupOwner, secondFactor, user } from './users-codecs.js';

/** Which users to show: without it the server hides all staff. */
export const roles = someOf(
  ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'],
  'Which roles. Vendor default: only user.',
);

/**
 * `GET /users`: only users with role `user` unless `roles` says more, a default of the server that hides all staff.
 */
export const users = vendorEndpoint({
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

/** `GET /users/{user}/licenses`. */
export const userLicenses = vendorEndpoint({
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

/** `GET /users/{user}/machines`. */
export const userMachines = vendorEndpoint({
  ...keygenList,
  id: 'keygen.users.machines',
  path: '/users/{user}/machines',
  params: {
    user: segment('Id or e-mail of the user.'),
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    product: text('Machines of this product.'),
    license: text('Machines of this license.'),
  },
  item: machine,
  doc: 'The machines of a user.',
});

/** `GET /users/{user}/products`. */
export const userProducts = vendorEndpoint({
  ...keygenList,
  id: 'keygen.users.products',
  path: '/users/{user}/products',
  params: {
    user: segment('Id or e-mail of the user.'),
    ...listParams,
  },
  item: product,
  doc: 'The products that a user has a license of.',
});

/**
 * `GET /users/{user}/second-factors`: until a factor is enabled, the server lists its secret in clear; here it is a
 * `Secret`.
 */
export const userSecondFactors = vendorEndpoint({
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

/** `GET /users/{user}/tokens`. */
export const userTokens = vendorEndpoint({
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

/** `GET /groups`. */
export const groups = vendorEndpoint({
  ...keygenList,
  id: 'keygen.groups',
  path: '/groups',
  params: listParams,
  item: group,
  doc: 'The groups of the account.',
  docs: 'https://keygen.sh/docs/api/groups/#groups-list',
});

/** `GET /groups/{group}/licenses`. */
export const groupLicenses = vendorEndpoint({
  ...keygenList,
  id: 'keygen.groups.licenses',
  path: '/groups/{group}/licenses',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: license,
  doc: 'The licenses in a group.',
});

/** `GET /groups/{group}/machines`. */
export const groupMachines = vendorEndpoint({
  ...keygenList,
  id: 'keygen.groups.machines',
  path: '/groups/{group}/machines',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: machine,
  doc: 'The machines in a group.',
});

/** `GET /groups/{group}/owners`. */
export const groupOwners = vendorEndpoint({
  ...keygenList,
  id: 'keygen.groups.owners',
  path: '/groups/{group}/owners',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: groupOwner,
  doc: 'Who owns a group.',
});

/** `GET /groups/{group}/users`. */
export const groupUsers = vendorEndpoint({
  ...keygenList,
  id: 'keygen.groups.users',
  path: '/groups/{group}/users',
  params: {
    group: segment('Id of the group.'),
    ...listParams,
  },
  item: user,
  doc: 'The users in a group.',
});
