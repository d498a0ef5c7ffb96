import * as t from 'io-ts';

import { int, isoTimeMs, list, nullable, openEnum, secretString, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'TokenAttributes',
  {
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
    /** Null: never expires. */
    expiry: nullable(isoTimeMs),
    name: nullable(t.string),
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** The token itself, in the reply that creates it; lists do not have it. */
    token: secretString,
    /** On activation tokens only, as the three below. */
    maxActivations: nullable(int),
    activations: nullable(int),
    maxDeactivations: nullable(int),
    deactivations: nullable(int),
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
);

const relationships = shape(
  'TokenRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    /** Whose token it is: a user, product, licence or environment. */
    bearer: relationship,
  },
);

/** A token: an item of `GET /tokens`. A revoked one is deleted, so no item says that it is revoked. */
export const token = resource('Token', 'tokens', attributes, relationships);

export type Token = t.TypeOf<typeof token>;
