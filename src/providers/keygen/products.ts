import { vendorEndpoint, flag, openWord, segment, text } from '../../walk/index.js';
import { license, policy, product } from './licensing-codecs.js';
import { keygenList, listParams } from './list.js';
import { machine } from './machines.js';
import { arch, artifact, channel, engine, platform, release, releasePackage } from './releases-codecs.js';
import { token } from './account.js';
import { user } from './users-codecs.js';
import { roles } from './users.js';

/** `GET /products`. */
export const products = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products',
  path: '/products',
  params: listParams,
  item: product,
  doc: 'The products of the account.',
  docs: 'https://keygen.sh/docs/api/products/#products-list',
});

/** `GET /products/{product}/arches`. */
export const productArches = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.arches',
  path: '/products/{product}/arches',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: arch,
  doc: 'The processor architectures that a product is released for.',
});

/** `GET /products/{product}/artifacts`. */
export const productArtifacts = vendorEndpoint({
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

/** `GET /products/{product}/channels`. */
export const productChannels = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.channels',
  path: '/products/{product}/channels',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: channel,
  doc: 'The channels that a product is released on.',
});

/** `GET /products/{product}/engines`. */
export const productEngines = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.engines',
  path: '/products/{product}/engines',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: engine,
  doc: 'The package engines that a product uses.',
});

/** `GET /products/{product}/licenses`. */
export const productLicenses = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.licenses',
  path: '/products/{product}/licenses',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    policy: text('Licenses of this policy.'),
    user: text('Licenses of this user.'),
    suspended: flag('Suspended ones, or the others.'),
  },
  item: license,
  doc: 'The licenses of a product.',
});

/** `GET /products/{product}/machines`. */
export const productMachines = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.machines',
  path: '/products/{product}/machines',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    license: text('Machines of this license.'),
    user: text('Machines of this user.'),
  },
  item: machine,
  doc: 'The machines of a product.',
});

/** `GET /products/{product}/packages`. */
export const productPackages = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.packages',
  path: '/products/{product}/packages',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    engine: text('Packages of this engine.'),
  },
  item: releasePackage,
  doc: 'The packages of a product.',
});

/** `GET /products/{product}/platforms`. */
export const productPlatforms = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.platforms',
  path: '/products/{product}/platforms',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: platform,
  doc: 'The platforms that a product is released for.',
});

/** `GET /products/{product}/policies`. */
export const productPolicies = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.policies',
  path: '/products/{product}/policies',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: policy,
  doc: 'The policies of a product.',
});

/** `GET /products/{product}/releases`. */
export const productReleases = vendorEndpoint({
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

/** `GET /products/{product}/tokens`. */
export const productTokens = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.tokens',
  path: '/products/{product}/tokens',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
  },
  item: token,
  doc: 'The API tokens of a product.',
});

/** `GET /products/{product}/users`: only users with role `user` unless `roles` says more. */
export const productUsers = vendorEndpoint({
  ...keygenList,
  id: 'keygen.products.users',
  path: '/products/{product}/users',
  params: {
    product: segment('Id or code of the product.'),
    ...listParams,
    roles,
  },
  item: user,
  doc: 'The users of a product.',
});
