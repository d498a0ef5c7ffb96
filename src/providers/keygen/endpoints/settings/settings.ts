import { defineEndpoint } from '../../../../endpoint/index.js';
import { setting } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /settings`: only below an account: a host that serves a single account has it not. */
export const settings = defineEndpoint({
  ...keygenList,
  id: 'keygen.settings',
  path: '/settings',
  params: listParams,
  item: setting,
  doc: 'The settings of the account.',
});
