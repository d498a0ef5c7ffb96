import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { constraint } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /releases/{release}/constraints`. */
export const releaseConstraints = defineEndpoint({
  ...keygenList,
  id: 'keygen.releases.constraints',
  path: '/releases/{release}/constraints',
  params: {
    release: segment('Id, version or tag of the release.'),
    ...listParams,
  },
  item: constraint,
  doc: 'The constraints of a release.',
});
