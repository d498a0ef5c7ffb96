import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, nullish, openEnum, shape } from '../../../codec/index.js';
import { relationship, relationships } from './relationship.js';
import { resource } from './resource.js';

const semver = shape(
  'Semver',
  {},
  nullish({
    major: int,
    minor: int,
    patch: int,
    prerelease: t.string,
    build: t.string,
  }),
);

/** A release of a product: an item of `GET /releases`. */
export const release = resource({
  name: 'Release',
  type: 'releases',
  attributes: {
    name: t.string,
    channel: openEnum('stable', 'rc', 'beta', 'alpha', 'dev'),
    status: openEnum('DRAFT', 'PUBLISHED', 'YANKED'),
    version: t.string,
    semver,
    description: t.string,
    tag: t.string,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    backdated: isoTimeMs,
    /** When it was withdrawn: a time, no flag. */
    yanked: isoTimeMs,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    package: relationship,
    entitlements: relationships,
    constraints: relationships,
    artifacts: relationships,
    upgrade: relationship,
  },
});

export type Release = t.TypeOf<typeof release>;
