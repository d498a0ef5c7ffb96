import { defineEndpoint } from '../../../../endpoint/index.js';
import { arch } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /arches`: no credential is needed. */
export const arches = defineEndpoint({
  ...keygenList,
  id: 'keygen.arches',
  path: '/arches',
  params: listParams,
  item: arch,
  credential: 'optional',
  doc: 'The processor architectures that the account releases for.',
  docs: 'https://keygen.sh/docs/api/arches/#arches-list',
});
