import { vendorEndpoint, flag, segment, text } from '../../walk/index.js';
import { entitlement, license, policy, pooledKey } from './licensing-codecs.js';
import { keygenList, listParams } from './list.js';

/** `GET /policies`. */
export const policies = vendorEndpoint({
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

/** `GET /policies/{policy}/entitlements`. */
export const policyEntitlements = vendorEndpoint({
  ...keygenList,
  id: 'keygen.policies.entitlements',
  path: '/policies/{policy}/entitlements',
  params: {
    policy: segment('Id of the policy.'),
    ...listParams,
  },
  item: entitlement,
  doc: 'The entitlements that a policy grants.',
  docs: 'https://keygen.sh/docs/api/policies/#policies-relationships-list-entitlements',
});

/** `GET /policies/{policy}/licenses`. */
export const policyLicenses = vendorEndpoint({
  ...keygenList,
  id: 'keygen.policies.licenses',
  path: '/policies/{policy}/licenses',
  params: {
    policy: segment('Id of the policy.'),
    ...listParams,
    product: text('Licenses of this product.'),
    user: text('Licenses of this user.'),
    suspended: flag('Suspended ones, or the others.'),
  },
  item: license,
  doc: 'The licenses that follow a policy.',
});

/** `GET /policies/{policy}/pool`: the server lists each key in clear; here it is a `Secret` from the codec on. */
export const policyPool = vendorEndpoint({
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

/** `GET /entitlements`. */
export const entitlements = vendorEndpoint({
  ...keygenList,
  id: 'keygen.entitlements',
  path: '/entitlements',
  params: listParams,
  item: entitlement,
  doc: 'The entitlements of the account.',
  docs: 'https://keygen.sh/docs/api/entitlements/#entitlements-list',
});

/** `GET /keys`: the server lists each key in clear; here it is a `Secret` from the codec on. */
export const keys = vendorEndpoint({
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
