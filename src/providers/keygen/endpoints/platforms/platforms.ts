import { defineEndpoint } from '../../../../endpoint/index.js';
import { platform } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /platforms`: only platforms that have releases; no credential is needed. */
export const platforms = defineEndpoint({
  ...keygenList,
  id: 'keygen.platforms',
  path: '/platforms',
  params: listParams,
  item: platform,
  credential: 'optional',
  doc: 'The platforms that the account releases for.',
  docs: 'https://keygen.sh/docs/api/platforms/#platforms-list',
});
