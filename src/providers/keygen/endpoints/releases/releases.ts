import { defineEndpoint, flag, openWord, text, texts } from '../../../../endpoint/index.js';
import { release } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /releases`: without a credential, those that anybody may have. */
export const releases = defineEndpoint({
  ...keygenList,
  id: 'keygen.releases',
  path: '/releases',
  params: {
    ...listParams,
    product: text('Releases of this product.'),
    package: text('Releases of this package. An empty text: those without one.'),
    engine: text('Releases of packages of this engine. An empty text: those without one.'),
    channel: openWord(
      ['stable', 'rc', 'beta', 'alpha', 'dev'],
      'Releases of this channel and of the steadier ones.',
    ),
    status: openWord(['DRAFT', 'PUBLISHED', 'YANKED'], 'Which status.'),
    entitlements: texts('Releases that ask for these entitlements.'),
    constraints: texts('Releases with these constraints.'),
    yanked: flag('Withdrawn ones, or the others.'),
    version: text('API version 1.0 only: releases of this version.'),
    filetype: text('API version 1.0 only: releases with files of this type.'),
    platform: text('API version 1.0 only: releases for this platform.'),
    arch: text('API version 1.0 only: releases for this architecture.'),
  },
  item: release,
  credential: 'optional',
  doc: 'The releases of the account.',
  docs: 'https://keygen.sh/docs/api/releases/#releases-list',
});
