import * as t from 'io-ts';

import { jsonObject } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** Something that a licence can entitle to: an item of `GET /entitlements`. */
export const entitlement = resource({
  name: 'Entitlement',
  type: 'entitlements',
  attributes: {
    name: t.string,
    code: t.string,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
  },
});

export type Entitlement = t.TypeOf<typeof entitlement>;
