import { defineEndpoint, text } from '../../../../endpoint/index.js';
import { releasePackage } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /packages`: without a credential, those that anybody may have. */
export const packages = defineEndpoint({
  ...keygenList,
  id: 'keygen.packages',
  path: '/packages',
  params: {
    ...listParams,
    product: text('Packages of this product.'),
    engine: text('Packages of this engine.'),
  },
  item: releasePackage,
  credential: 'optional',
  doc: 'The packages of the account.',
  docs: 'https://keygen.sh/docs/api/packages/#packages-list',
});
