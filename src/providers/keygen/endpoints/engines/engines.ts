import { defineEndpoint } from '../../../../endpoint/index.js';
import { engine } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /engines`: only engines that have packages; no credential is needed. */
export const engines = defineEndpoint({
  ...keygenList,
  id: 'keygen.engines',
  path: '/engines',
  params: listParams,
  item: engine,
  credential: 'optional',
  doc: 'The package engines that the account uses.',
});
