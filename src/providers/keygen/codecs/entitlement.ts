import * as t from 'io-ts';

import { isoTimeMs, jsonObject, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('EntitlementAttributes', {
  name: t.string,
  code: t.string,
  /** Keys are camelCased by the server at every depth. */
  metadata: jsonObject,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'EntitlementRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
  },
);

/** Something that a licence can entitle to: an item of `GET /entitlements`. */
export const entitlement = resource('Entitlement', 'entitlements', attributes, relationships);

export type Entitlement = t.TypeOf<typeof entitlement>;
