import * as t from 'io-ts';
import { int, jsonObject, list, openEnum, secretString } from '../../codec/index.js';
import { relationship, relationships, resource } from './resource.js';

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

/** The decoded form of {@link user}. */
export type User = t.TypeOf<typeof user>;

/** A second factor of a user: an item of `GET /users/{user}/second-factors`. */
export const secondFactor = resource({
  name: 'SecondFactor',
  type: 'second-factors',
  attributes: {
    enabled: t.boolean,
    /** What an authenticator app scans: absent once the factor is enabled. */
    uri: secretString,
    /** What its codes are made from: absent once the factor is enabled. */
    secret: secretString,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    user: relationship,
  },
});

/** The decoded form of {@link secondFactor}. */
export type SecondFactor = t.TypeOf<typeof secondFactor>;

/** A group of users, licenses and machines: an item of `GET /groups`. */
export const group = resource({
  name: 'Group',
  type: 'groups',
  attributes: {
    name: t.string,
    /** Null: no limit, as for the two below. */
    maxUsers: int,
    maxLicenses: int,
    maxMachines: int,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    owners: relationships,
    users: relationships,
    licenses: relationships,
    machines: relationships,
  },
});

/** The decoded form of {@link group}. */
export type Group = t.TypeOf<typeof group>;

/** The bond between a group and a user who owns it: an item of `GET /groups/{group}/owners`. */
export const groupOwner = resource({
  name: 'GroupOwner',
  type: 'group-owners',
  attributes: {},
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    group: relationship,
    user: relationship,
  },
});

/** The decoded form of {@link groupOwner}. */
export type GroupOwner = t.TypeOf<typeof groupOwner>;
