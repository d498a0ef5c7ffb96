import * as t from 'io-ts';

import { int, jsonObject, openEnum } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

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

export type Artifact = t.TypeOf<typeof artifact>;
