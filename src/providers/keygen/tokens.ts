import * as t from 'io-ts';
import { int, isoTimeMs, list, openEnum, secretString } from '../../codec/index.js';
import { hash, segment, vendorEndpoint } from '../../walk/index.js';
import { keygenList, listParams } from './list.js';
import { relationship, resource } from './resource.js';

/** A token: an item of `GET /tokens`. A revoked one is deleted, so no item says that it is revoked. */
export const token = resource({
  name: 'Token',
  type: 'tokens',
  required: {
    kind: openEnum(
      'admin-token',
      'developer-token',
      'sales-token',
      'support-token',
      'read-only-token',
      'product-token',
      'environment-token',
      'user-token',
      'activation-token',
      'orphaned-token',
      'token',
    ),
  },
  attributes: {
    /** Null: never expires. */
    expiry: isoTimeMs,
    name: t.string,
    /** The token itself, in the reply that creates it; lists do not have it. */
    token: secretString,
    /** On activation tokens only, as the three below. */
    maxActivations: int,
    activations: int,
    maxDeactivations: int,
    deactivations: int,
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    /** Whose token it is: a user, product, licence or environment. */
    bearer: relationship,
  },
});

export type Token = t.TypeOf<typeof token>;

/** An environment, which parts its records from the others: an item of `GET /environments`. */
export const environment = resource({
  name: 'Environment',
  type: 'environments',
  attributes: {
    name: t.string,
    code: t.string,
    isolationStrategy: openEnum('ISOLATED', 'SHARED'),
  },
  relationships: {
    account: relationship,
  },
});

export type Environment = t.TypeOf<typeof environment>;

/** `GET /tokens`: an admin sees the tokens of every bearer. The token itself is in no list. */
export const tokens = vendorEndpoint({
  ...keygenList,
  id: 'keygen.tokens',
  path: '/tokens',
  params: {
    ...listParams,
    bearer: hash('Tokens of one bearer: type, id, role.'),
  },
  item: token,
  doc: 'The API tokens of the account.',
  docs: 'https://keygen.sh/docs/api/tokens/#tokens-list',
});

/** `GET /environments`: Cloud and Enterprise Edition only. */
export const environments = vendorEndpoint({
  ...keygenList,
  id: 'keygen.environments',
  path: '/environments',
  params: listParams,
  item: environment,
  doc: 'The environments of the account.',
  docs: 'https://keygen.sh/docs/api/environments/#environments-list',
});

/**
 * `GET /environments/{environment}/tokens`: Cloud and Enterprise Edition only; tokens that the environment owns, not
 * those of others in it.
 */
export const environmentTokens = vendorEndpoint({
  ...keygenList,
  id: 'keygen.environments.tokens',
  path: '/environments/{environment}/tokens',
  params: {
    environment: segment('Id or code of the environment.'),
    ...listParams,
  },
  item: token,
  doc: 'The API tokens of an environment.',
});
