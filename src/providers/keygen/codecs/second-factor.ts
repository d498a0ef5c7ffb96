import * as t from 'io-ts';

import { secretString } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

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

export type SecondFactor = t.TypeOf<typeof secondFactor>;
