import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, nullable, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('GroupAttributes', {
  name: t.string,
  /** Null: no limit, as for the two below. */
  maxUsers: nullable(int),
  maxLicenses: nullable(int),
  maxMachines: nullable(int),
  /** Keys are camelCased by the server at every depth. */
  metadata: jsonObject,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'GroupRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    owners: relationship,
    users: relationship,
    licenses: relationship,
    machines: relationship,
  },
);

/** A group of users, licenses and machines: an item of `GET /groups`. */
export const group = resource('Group', 'groups', attributes, relationships);

export type Group = t.TypeOf<typeof group>;
