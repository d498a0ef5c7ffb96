import * as t from 'io-ts';

import { isoTimeMs, jsonObject, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('MachineComponentAttributes', {
  fingerprint: t.string,
  name: t.string,
  created: isoTimeMs,
  updated: isoTimeMs,
  /** Keys are camelCased by the server at every depth. */
  metadata: jsonObject,
});

const relationships = shape(
  'MachineComponentRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    license: relationship,
    machine: relationship,
  },
);

/** A hardware component of a machine: an item of `GET /components`. */
export const component = resource('MachineComponent', 'components', attributes, relationships);

export type MachineComponent = t.TypeOf<typeof component>;
