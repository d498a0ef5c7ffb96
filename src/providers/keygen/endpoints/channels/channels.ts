import { defineEndpoint } from '../../../../endpoint/index.js';
import { channel } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /channels`: no credential is needed. */
export const channels = defineEndpoint({
  ...keygenList,
  id: 'keygen.channels',
  path: '/channels',
  params: listParams,
  item: channel,
  credential: 'optional',
  doc: 'The channels that the account releases on.',
  docs: 'https://keygen.sh/docs/api/channels/#channels-list',
});
