import * as t from 'io-ts';
import { jsonObject, list, openEnum } from '../../codec/index.js';
import { relationship, relationships, resource } from './resource.js';

/** A product: an item of `GET /products`. */
export const product = resource({
  name: 'Product',
  type: 'products',
  attributes: {
    name: t.string,
    url: t.string,
    platforms: list(t.string),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    code: t.string,
    distributionStrategy: openEnum('LICENSED', 'OPEN', 'CLOSED'),
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    policies: relationships,
    licenses: relationships,
    machines: relationships,
    users: relationships,
    tokens: relationships,
    platforms: relationships,
    channels: relationships,
    releases: relationships,
    artifacts: relationships,
  },
});

export type Product = t.TypeOf<typeof product>;
