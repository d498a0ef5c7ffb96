import type * as t from 'io-ts';

import { secretString } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A license key that waits in the pool of a policy: an item of `GET /keys`. */
export const pooledKey = resource({
  name: 'PooledKey',
  type: 'keys',
  attributes: {
    /** The license key: it can be used as a credential and is listed in clear. */
    key: secretString,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    policy: relationship,
  },
});

export type PooledKey = t.TypeOf<typeof pooledKey>;
