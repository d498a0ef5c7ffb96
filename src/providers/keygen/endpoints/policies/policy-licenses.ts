import { defineEndpoint, flag, segment, text } from '../../../../endpoint/index.js';
import { license } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /policies/{policy}/licenses`. */
export const policyLicenses = defineEndpoint({
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
