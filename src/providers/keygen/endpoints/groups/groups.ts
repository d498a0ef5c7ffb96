import { defineEndpoint } from '../../../../endpoint/index.js';
import { group } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /groups`. */
export const groups = defineEndpoint({
  ...keygenList,
  id: 'keygen.groups',
  path: '/groups',
  params: listParams,
  item: group,
  doc: 'The groups of the account.',
  docs: 'https://keygen.sh/docs/api/groups/#groups-list',
});
