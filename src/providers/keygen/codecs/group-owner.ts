import type * as t from 'io-ts';

import { isoTimeMs, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('GroupOwnerAttributes', {
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'GroupOwnerRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    group: relationship,
    user: relationship,
  },
);

/** The bond between a group and a user who owns it: an item of `GET /groups/{group}/owners`. */
export const groupOwner = resource('GroupOwner', 'group-owners', attributes, relationships);

export type GroupOwner = t.TypeOf<typeof groupOwner>;
