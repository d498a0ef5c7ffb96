import * as t from 'io-ts';

import { jsonObject, list, openEnum } from '../../../codec/index.js';
import { relationship, relationships } from './relationship.js';
import { resource } from './resource.js';

/** A user of the account: an item of `GET /users`. */
export const user = resource({
  name: 'User',
  type: 'users',
  required: {
    email: t.string,
    /** The list shows `user` only, unless it was asked for other `roles[]`. */
    role: openEnum('user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'),
  },
  attributes: {
    fullName: t.string,
    firstName: t.string,
    lastName: t.string,
    /** Computed: inactive without an active licence, unless created within 90 days. */
    status: openEnum('ACTIVE', 'INACTIVE', 'BANNED'),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    group: relationship,
    products: relationships,
    licenses: relationships,
    machines: relationships,
    tokens: relationships,
    secondFactors: relationships,
  },
});

export type User = t.TypeOf<typeof user>;
