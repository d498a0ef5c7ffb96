import * as t from 'io-ts';

import { isoTimeMs, secretString, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'SecondFactorAttributes',
  {
    enabled: t.boolean,
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** What an authenticator app scans: absent once the factor is enabled. */
    uri: secretString,
    /** What its codes are made from: absent once the factor is enabled. */
    secret: secretString,
  },
);

const relationships = shape(
  'SecondFactorRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    user: relationship,
  },
);

/** A second factor of a user: an item of `GET /users/{user}/second-factors`. */
export const secondFactor = resource('SecondFactor', 'second-factors', attributes, relationships);

export type SecondFactor = t.TypeOf<typeof secondFactor>;
