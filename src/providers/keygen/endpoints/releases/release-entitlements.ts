import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { entitlement } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /releases/{release}/entitlements`. */
export const releaseEntitlements = defineEndpoint({
  ...keygenList,
  id: 'keygen.releases.entitlements',
  path: '/releases/{release}/entitlements',
  params: {
    release: segment('Id, version or tag of the release.'),
    ...listParams,
  },
  item: entitlement,
  doc: 'The entitlements that a release asks for.',
});
