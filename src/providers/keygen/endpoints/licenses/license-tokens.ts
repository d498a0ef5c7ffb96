import { defineEndpoint, segment } from '../../../../endpoint/index.js';
import { token } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /licenses/{license}/tokens`. */
export const licenseTokens = defineEndpoint({
  ...keygenList,
  id: 'keygen.licenses.tokens',
  path: '/licenses/{license}/tokens',
  params: {
    license: segment('Id or key of the license.'),
    ...listParams,
  },
  item: token,
  doc: 'The activation tokens of a license.',
});
