import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { entitlement } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /policies/{policy}/entitlements`. */
export const policyEntitlements = defineEndpoint({
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
