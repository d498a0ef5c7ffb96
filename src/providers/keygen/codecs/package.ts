import * as t from 'io-ts';

import { isoTimeMs, jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('ReleasePackageAttributes', {
  name: t.string,
  key: t.string,
  engine: nullable(openEnum('pypi', 'tauri', 'raw', 'rubygems', 'npm', 'oci')),
  /** Keys are camelCased by the server at every depth. */
  metadata: jsonObject,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'ReleasePackageRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
  },
);

/** A package, which groups releases of a product: an item of `GET /packages`. */
export const releasePackage = resource('ReleasePackage', 'packages', attributes, relationships);

export type ReleasePackage = t.TypeOf<typeof releasePackage>;
