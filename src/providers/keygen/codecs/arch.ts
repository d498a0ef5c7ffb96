import * as t from 'io-ts';

import { isoTimeMs, nullable, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('ArchAttributes', {
  name: nullable(t.string),
  key: t.string,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'ArchRelationships',
  {},
  {
    account: relationship,
  },
);

/** A processor architecture that releases are made for: an item of `GET /arches`. */
export const arch = resource('Arch', 'arches', attributes, relationships);

export type Arch = t.TypeOf<typeof arch>;
