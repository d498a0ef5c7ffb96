import * as t from 'io-ts';

import { isoTimeMs, nullable, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('PlatformAttributes', {
  name: nullable(t.string),
  key: t.string,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'PlatformRelationships',
  {},
  {
    account: relationship,
  },
);

/** A platform that releases are made for: an item of `GET /platforms`. */
export const platform = resource('Platform', 'platforms', attributes, relationships);

export type Platform = t.TypeOf<typeof platform>;
