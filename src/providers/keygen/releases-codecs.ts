import * as t from 'io-ts';
import { int, isoTimeMs, jsonObject, nullish, openEnum, shape } from '../../codec/index.js';
import { relationship, relationships, resource } from './resource.js';

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

/** The decoded form of {@link release}. */
export type Release = t.TypeOf<typeof release>;

/** A file of a release: an item of `GET /artifacts`. */
export const artifact = resource({
  name: 'Artifact',
  type: 'artifacts',
  attributes: {
    filename: t.string,
    filetype: t.string,
    /** Bytes. */
    filesize: int,
    platform: t.string,
    arch: t.string,
    signature: t.string,
    checksum: t.string,
    status: openEnum('WAITING', 'PROCESSING', 'UPLOADED', 'FAILED', 'YANKED'),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    release: relationship,
  },
});

/** The decoded form of {@link artifact}. */
export type Artifact = t.TypeOf<typeof artifact>;

/** A constraint: an entitlement that a release asks for: an item of `GET /releases/{release}/constraints`. */
export const constraint = resource({
  name: 'ReleaseConstraint',
  type: 'constraints',
  attributes: {},
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    entitlement: relationship,
    release: relationship,
  },
});

/** The decoded form of {@link constraint}. */
export type ReleaseConstraint = t.TypeOf<typeof constraint>;

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

/** The decoded form of {@link releasePackage}. */
export type ReleasePackage = t.TypeOf<typeof releasePackage>;

/** A package engine that is in use: an item of `GET /engines`. */
export const engine = resource({
  name: 'Engine',
  type: 'engines',
  attributes: {
    name: t.string,
    key: t.string,
  },
  relationships: {
    account: relationship,
  },
});

/** The decoded form of {@link engine}. */
export type Engine = t.TypeOf<typeof engine>;

/** A platform that releases are made for: an item of `GET /platforms`. */
export const platform = resource({
  name: 'Platform',
  type: 'platforms',
  attributes: {
    name: t.string,
    key: t.string,
  },
  relationships: {
    account: relationship,
  },
});

/** The decoded form of {@link platform}. */
export type Platform = t.TypeOf<typeof platform>;

/** A processor architecture that releases are made for: an item of `GET /arches`. */
export const arch = resource({
  name: 'Arch',
  type: 'arches',
  attributes: {
    name: t.string,
    key: t.string,
  },
  relationships: {
    account: relationship,
  },
});

/** The decoded form of {@link arch}. */
export type Arch = t.TypeOf<typeof arch>;

/** A channel that releases are published on: an item of `GET /channels`. */
export const channel = resource({
  name: 'Channel',
  type: 'channels',
  attributes: {
    name: t.string,
    key: t.string,
  },
  relationships: {
    account: relationship,
  },
});

/** The decoded form of {@link channel}. */
export type Channel = t.TypeOf<typeof channel>;
