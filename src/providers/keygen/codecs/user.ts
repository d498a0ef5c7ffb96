import * as t from 'io-ts';

import { isoTimeMs, jsonObject, list, nullable, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'UserAttributes',
  {
    fullName: nullable(t.string),
    firstName: nullable(t.string),
    lastName: nullable(t.string),
    email: t.string,
    /** Computed: inactive without an active licence, unless created within 90 days. */
    status: openEnum('ACTIVE', 'INACTIVE', 'BANNED'),
    /** The list shows `user` only, unless it was asked for other `roles[]`. */
    role: openEnum('user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
);

const relationships = shape(
  'UserRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    group: relationship,
    products: relationship,
    licenses: relationship,
    machines: relationship,
    tokens: relationship,
    secondFactors: relationship,
  },
);

/** A user of the account: an item of `GET /users`. */
export const user = resource('User', 'users', attributes, relationships);

export type User = t.TypeOf<typeof user>;
