import type * as t from 'io-ts';

import { isoTimeMs, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('ReleaseConstraintAttributes', {
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'ReleaseConstraintRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    entitlement: relationship,
    release: relationship,
  },
);

/** A constraint: an entitlement that a release asks for: an item of `GET /releases/{release}/constraints`. */
export const constraint = resource('ReleaseConstraint', 'constraints', attributes, relationships);

export type ReleaseConstraint = t.TypeOf<typeof constraint>;
