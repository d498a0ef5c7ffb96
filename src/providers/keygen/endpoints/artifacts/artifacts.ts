import { defineEndpoint, openWord, text } from '../../../../endpoint/index.js';
import { artifact } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /artifacts`: without a credential, those that anybody may have. */
export const artifacts = defineEndpoint({
  ...keygenList,
  id: 'keygen.artifacts',
  path: '/artifacts',
  params: {
    ...listParams,
    product: text('Artifacts of this product.'),
    release: text('Artifacts of this release.'),
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
  credential: 'optional',
  doc: 'The artifacts of the account: the files of its releases.',
  docs: 'https://keygen.sh/docs/api/artifacts/#artifacts-list',
});
