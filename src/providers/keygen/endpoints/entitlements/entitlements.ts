import { defineEndpoint } from '../../../../endpoint/index.js';
import { entitlement } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /entitlements`. */
export const entitlements = defineEndpoint({
  ...keygenList,
  id: 'keygen.entitlements',
  path: '/entitlements',
  params: listParams,
  item: entitlement,
  doc: 'The entitlements of the account.',
  docs: 'https://keygen.sh/docs/api/entitlements/#entitlements-list',
});
