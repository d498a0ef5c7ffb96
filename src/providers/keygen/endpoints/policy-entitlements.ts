import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { entitlement, linksEnvelope } from '../codecs/index.js';
import { keygenPaging, listParams, pageSizes } from './keygen-list.js';

/** `GET /policies/{policy}/entitlements`. */
export const policyEntitlements = defineEndpoint({
  id: 'keygen.policies.entitlements',
  path: '/policies/{policy}/entitlements',
  params: { policy: segment('Id of the policy.'), ...listParams },
  paging: keygenPaging,
  limits: pageSizes,
  envelope: linksEnvelope,
  item: entitlement,
  key: ['id'],
  doc: 'The entitlements that a policy grants.',
  docs: 'https://keygen.sh/docs/api/policies/#policies-relationships-list-entitlements',
});
