import { defineEndpoint, openWord, segment, text } from '../../../../endpoint/index.js';
import { artifact } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /products/{product}/artifacts`. */
export const productArtifacts = defineEndpoint({
  ...keygenList,
  id: 'keygen.products.artifacts',
  path: '/products/{product}/artifacts',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    channel: openWord(
      ['stable', 'rc', 'beta', 'alpha', 'dev'],
      'Artifacts of this channel and of the steadier ones.',
    ),
    status: openWord(['WAITING', 'PROCESSING', 'UPLOADED', 'FAILED', 'YANKED'], 'Which status.'),
    package: text('Artifacts of this package. An empty text: those without one.'),
    engine: text('Artifacts of packages of this engine. An empty text: those without one.'),
    filetype: text('Artifacts of this type of file. An empty text: those without one.'),
    platform: text('Artifacts for this platform. An empty text: those without one.'),
    arch: text('Artifacts for this architecture. An empty text: those without one.'),
  },
  item: artifact,
  doc: 'The artifacts of a product.',
});
