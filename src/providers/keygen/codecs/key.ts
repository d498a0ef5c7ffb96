import type * as t from 'io-ts';

import { isoTimeMs, secretString, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('PooledKeyAttributes', {
  /** The license key: it can be used as a credential and is listed in clear. */
  key: secretString,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'PooledKeyRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    policy: relationship,
  },
);

/** A license key that waits in the pool of a policy: an item of `GET /keys`. */
export const pooledKey = resource('PooledKey', 'keys', attributes, relationships);

export type PooledKey = t.TypeOf<typeof pooledKey>;
