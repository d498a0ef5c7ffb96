import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const semver = shape('Semver', {
  major: int,
  minor: int,
  patch: int,
  prerelease: nullable(t.string),
  build: nullable(t.string),
});

const attributes = shape(
  'ReleaseAttributes',
  {
    name: nullable(t.string),
    channel: openEnum('stable', 'rc', 'beta', 'alpha', 'dev'),
    status: openEnum('DRAFT', 'PUBLISHED', 'YANKED'),
    version: t.string,
    semver,
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    description: nullable(t.string),
    tag: nullable(t.string),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    backdated: nullable(isoTimeMs),
    /** When it was withdrawn: a time, no flag. */
    yanked: nullable(isoTimeMs),
  },
);

const relationships = shape(
  'ReleaseRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    package: relationship,
    entitlements: relationship,
    constraints: relationship,
    artifacts: relationship,
    upgrade: relationship,
  },
);

/** A release of a product: an item of `GET /releases`. */
export const release = resource('Release', 'releases', attributes, relationships);

export type Release = t.TypeOf<typeof release>;
