import { either as E } from 'fp-ts';
import { vendorEndpoint, flag, hash, openWord, type Param, segment, text } from '../../walk/index.js';
import { entitlement, license } from './licensing-codecs.js';
import { keygenList, listParams } from './list.js';
import { machine } from './machines.js';
import { token } from './account.js';
import { user } from './users-codecs.js';

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** `true` or `false`, or values by key: written `name=true` or `name[key]=value`. */
export const flagOrHash = (doc: string): Param<boolean | Values, false> => {
  const [plain, byKey] = [flag(doc), hash(doc)];
  return {
    ...byKey,
    type: 'true, false or values by key',
    check: (value) => (typeof value === 'boolean' ? E.right(value) : byKey.check(value)),
    encode: (name, value) =>
      typeof value === 'boolean' ? plain.encode(name, value) : byKey.encode(name, value),
    parse: (parts) => (parts.every((part) => part.includes('=')) ? byKey.parse(parts) : plain.parse(parts)),
  };
};

/** `GET /licenses`: the server lists each license's key in clear; here it is a `Secret` from the codec on. */
export const licenses = vendorEndpoint({
  ...keygenList,
  id: 'keygen.licenses',
  path: '/licenses',
  params: {
    ...listParams,
    status: openWord(
      ['ACTIVE', 'INACTIVE', 'EXPIRING', 'EXPIRED', 'SUSPENDED', 'BANNED'],
      'Which status. An unknown one gives an empty list, not an error.',
    ),
    product: text('Licenses of this product.'),
    policy: text('Licenses of this policy.'),
    owner: text('Licenses of this owner, by id or e-mail.'),
    user: text('Licenses of this user, by id or e-mail.'),
    machine: text('Licenses of this machine.'),
    group: text('Licenses of this group.'),
    suspended: flag('Suspended ones, or the others.'),
    expired: flagOrHash('Expired ones, or the others; or by when: within, in, before, after, on.'),
    expiring: flag('Ones that expire soon, or the others.'),
    assigned: flag('Ones with a user, or without.'),
    unassigned: flag('Ones without a user, or with.'),
    activated: flag('Ones with a machine, or without.'),
    expires: hash('By expiry: within, in, before, after, on.'),
    activity: hash('By activity: inside, outside, before, after.'),
    activations: hash('By number of machines: eq, gt, gte, lt, lte.'),
    metadata: hash('Licenses with these metadata.'),
  },
  item: license,
  doc: 'The licenses of the account.',
  docs: 'https://keygen.sh/docs/api/licenses/#licenses-list',
});

/** `GET /licenses/{license}/entitlements`: with those that its policy grants. */
export const licenseEntitlements = vendorEndpoint({
  ...keygenList,
  id: 'keygen.licenses.entitlements',
  path: '/licenses/{license}/entitlements',
  params: {
    license: segment('Id or key of the license.'),
    ...listParams,
  },
  item: entitlement,
  doc: 'The entitlements of a license.',
});

/** `GET /licenses/{license}/machines`. */
export const licenseMachines = vendorEndpoint({
  ...keygenList,
  id: 'keygen.licenses.machines',
  path: '/licenses/{license}/machines',
  params: {
    license: segment('Id or key of the license.'),
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    product: text('Machines of this product.'),
    user: text('Machines of this user.'),
  },
  item: machine,
  doc: 'The machines of a license.',
});

/** `GET /licenses/{license}/tokens`. */
export const licenseTokens = vendorEndpoint({
  ...keygenList,
  id: 'keygen.licenses.tokens',
  path: '/licenses/{license}/tokens',
  params: {
    license: segment('Id or key of the license.'),
    ...listParams,
  },
  item: token,
  doc: 'The activation tokens of a license.',
});

/** `GET /licenses/{license}/users`: users of all roles, other than in the list of all users. */
export const licenseUsers = vendorEndpoint({
  ...keygenList,
  id: 'keygen.licenses.users',
  path: '/licenses/{license}/users',
  params: {
    license: segment('Id or key of the license.'),
    ...listParams,
  },
  item: user,
  doc: 'The users of a license.',
});
