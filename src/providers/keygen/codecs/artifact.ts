import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'ArtifactAttributes',
  {
    filename: t.string,
    filetype: nullable(t.string),
    /** Bytes. */
    filesize: nullable(int),
    platform: nullable(t.string),
    arch: nullable(t.string),
    signature: nullable(t.string),
    checksum: nullable(t.string),
    status: openEnum('WAITING', 'PROCESSING', 'UPLOADED', 'FAILED', 'YANKED'),
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
  },
);

const relationships = shape(
  'ArtifactRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    release: relationship,
  },
);

/** A file of a release: an item of `GET /artifacts`. */
export const artifact = resource('Artifact', 'artifacts', attributes, relationships);

export type Artifact = t.TypeOf<typeof artifact>;
