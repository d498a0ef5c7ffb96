import type * as t from 'io-ts';

import { relationship } from './relationship.js';
import { resource } from './resource.js';

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

export type GroupOwner = t.TypeOf<typeof groupOwner>;
