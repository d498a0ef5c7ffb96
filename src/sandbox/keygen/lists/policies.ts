import { below, top, type List } from '../list.js';
import { licenses } from '../shelves/licenses.js';
import { entitlements, keys, policies } from '../shelves/policies.js';

/** `/policies` and what is below a policy, `/keys` and `/entitlements`. */
export const policyLists: readonly List[] = [
  top(policies, { filters: ['product'] }),
  top(keys, { filters: ['product', 'policy'] }),
  top(entitlements),
  below(
    policies,
    licenses,
    { by: ({ policy }) => [policy.id] },
    { filters: ['product', 'user', 'suspended'] },
  ),
  below(policies, keys, { by: ({ policy }) => [policy.id] }, { segment: 'pool' }),
  below(policies, entitlements, { from: () => (policy) => policy.entitlements }),
];
