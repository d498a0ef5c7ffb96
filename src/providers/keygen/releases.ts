import { vendorEndpoint, flag, openWord, segment, text, texts } from '../../walk/index.js';
import { keygenList, listParams } from './list.js';
import { entitlement } from './licensing-codecs.js';
import {
  arch,
  artifact,
  channel,
  constraint,
  engine,
  platform,
  release,
  releasePackage,
} from './releases-codecs.js';

/** `GET /releases`: without a credential, those that anybody may have. */
export const releases = vendorEndpoint({
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

/** `GET /releases/{release}/artifacts`: without a credential, those that anybody may have. */
export const releaseArtifacts = vendorEndpoint({
  ...keygenList,
  id: 'keygen.releases.artifacts',
  path: '/releases/{release}/artifacts',
  params: {
    release: segment('Id, version or tag of the release.'),
    ...listParams,
    status: openWord(['WAITING', 'PROCESSING', 'UPLOADED', 'FAILED', 'YANKED'], 'Which status.'),
    filetype: text('Artifacts of this type of file. An empty text: those without one.'),
    platform: text('Artifacts for this platform. An empty text: those without one.'),
    arch: text('Artifacts for this architecture. An empty text: those without one.'),
  },
  item: artifact,
  credential: 'optional',
  doc: 'The artifacts of a release.',
});

/** `GET /releases/{release}/constraints`. */
export const releaseConstraints = vendorEndpoint({
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

/** `GET /releases/{release}/entitlements`. */
export const releaseEntitlements = vendorEndpoint({
  ...keygenList,
  id: 'keygen.releases.entitlements',
  path: '/releases/{release}/entitlements',
  params: {
    release: segment('Id, version or tag of the release.'),
    ...listParams,
  },
  item: entitlement,
  doc: 'The entitlements that a release asks for.',
});

/** `GET /artifacts`: without a credential, those that anybody may have. */
export const artifacts = vendorEndpoint({
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

/** `GET /packages`: without a credential, those that anybody may have. */
export const packages = vendorEndpoint({
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

/** `GET /engines`: only engines that have packages; no credential is needed. */
export const engines = vendorEndpoint({
  ...keygenList,
  id: 'keygen.engines',
  path: '/engines',
  params: listParams,
  item: engine,
  credential: 'optional',
  doc: 'The package engines that the account uses.',
});

/** `GET /platforms`: only platforms that have releases; no credential is needed. */
export const platforms = vendorEndpoint({
  ...keygenList,
  id: 'keygen.platforms',
  path: '/platforms',
  params: listParams,
  item: platform,
  credential: 'optional',
  doc: 'The platforms that the account releases for.',
  docs: 'https://keygen.sh/docs/api/platforms/#platforms-list',
});

/** `GET /arches`: no credential is needed. */
export const arches = vendorEndpoint({
  ...keygenList,
  id: 'keygen.arches',
  path: '/arches',
  params: listParams,
  item: arch,
  credential: 'optional',
  doc: 'The processor architectures that the account releases for.',
  docs: 'https://keygen.sh/docs/api/arches/#arches-list',
});

/** `GET /channels`: no credential is needed. */
export const channels = vendorEndpoint({
  ...keygenList,
  id: 'keygen.channels',
  path: '/channels',
  params: listParams,
  item: channel,
  credential: 'optional',
  doc: 'The channels that the account releases on.',
  docs: 'https://keygen.sh/docs/api/channels/#channels-list',
});
