import { defineEndpoint, flag, openWord, segment, text } from '../../../../endpoint/index.js';
import { release } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/releases`. */
export const productReleases = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.releases',
  path: '/products/{product}/releases',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    yanked: flag('Withdrawn ones, or the others.'),
    package: text('Releases of this package. An empty text: those without one.'),
    engine: text('Releases of packages of this engine. An empty text: those without one.'),
    channel: openWord(
      ['stable', 'rc', 'beta', 'alpha', 'dev'],
      'Releases of this channel and of the steadier ones.',
    ),
  },
  item: release,
  doc: 'The releases of a product.',
});
