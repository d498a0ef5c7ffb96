import { defineEndpoint } from '../../../../endpoint/index.js';
import { environment } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /environments`: Cloud and Enterprise Edition only. */
export const environments = defineEndpoint({
  ...keygenList,
  id: 'keygen.environments',
  path: '/environments',
  params: listParams,
  item: environment,
  doc: 'The environments of the account.',
  docs: 'https://keygen.sh/docs/api/environments/#environments-list',
});
