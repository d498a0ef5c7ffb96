import type * as t from 'io-ts';

import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A constraint: an entitlement that a release asks for: an item of `GET /releases/{release}/constraints`. */
export const constraint = resource({
  name: 'ReleaseConstraint',
  type: 'constraints',
  attributes: {},
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    entitlement: relationship,
    release: relationship,
  },
});

export type ReleaseConstraint = t.TypeOf<typeof constraint>;
