import * as t from 'io-ts';

import { isoTimeMs, jsonObject, list, nullable, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'ProductAttributes',
  {
    name: t.string,
    url: nullable(t.string),
    platforms: nullable(list(t.string)),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    code: nullable(t.string),
    distributionStrategy: nullable(openEnum('LICENSED', 'OPEN', 'CLOSED')),
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
);

const relationships = shape(
  'ProductRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    policies: relationship,
    licenses: relationship,
    machines: relationship,
    users: relationship,
    tokens: relationship,
    platforms: relationship,
    channels: relationship,
    releases: relationship,
    artifacts: relationship,
  },
);

/** A product: an item of `GET /products`. */
export const product = resource('Product', 'products', attributes, relationships);

export type Product = t.TypeOf<typeof product>;
