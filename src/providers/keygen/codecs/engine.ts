import * as t from 'io-ts';

import { isoTimeMs, nullable, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('EngineAttributes', {
  name: nullable(t.string),
  key: t.string,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'EngineRelationships',
  {},
  {
    account: relationship,
  },
);

/** A package engine that is in use: an item of `GET /engines`. */
export const engine = resource('Engine', 'engines', attributes, relationships);

export type Engine = t.TypeOf<typeof engine>;
