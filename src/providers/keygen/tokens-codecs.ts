import * as t from 'io-ts';
import { int, isoTimeMs, list, openEnum, secretString } from '../../codec/index.js';
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
