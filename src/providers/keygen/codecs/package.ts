import * as t from 'io-ts';

import { jsonObject, openEnum } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A package, which groups releases of a product: an item of `GET /packages`. */
export const releasePackage = resource({
  name: 'ReleasePackage',
  type: 'packages',
  attributes: {
    name: t.string,
    key: t.string,
    engine: openEnum('pypi', 'tauri', 'raw', 'rubygems', 'npm', 'oci'),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
  },
});

export type ReleasePackage = t.TypeOf<typeof releasePackage>;
