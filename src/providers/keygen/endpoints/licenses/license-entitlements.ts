import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { entitlement } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /licenses/{license}/entitlements`: with those that its policy grants. */
export const licenseEntitlements = defineEndpoint({
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
