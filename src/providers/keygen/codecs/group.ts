import * as t from 'io-ts';

import { int, jsonObject } from '../../../codec/index.js';
import { relationship, relationships } from './relationship.js';
import { resource } from './resource.js';

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

export type Group = t.TypeOf<typeof group>;
