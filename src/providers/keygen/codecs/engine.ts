import * as t from 'io-ts';

import { relationship } from './relationship.js';
import { resource } from './resource.js';

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

export type Engine = t.TypeOf<typeof engine>;
