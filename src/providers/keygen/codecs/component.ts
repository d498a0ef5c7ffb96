import * as t from 'io-ts';

import { jsonObject } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A hardware component of a machine: an item of `GET /components`. */
export const component = resource({
  name: 'MachineComponent',
  type: 'components',
  attributes: {
    fingerprint: t.string,
    name: t.string,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    license: relationship,
    machine: relationship,
  },
});

export type MachineComponent = t.TypeOf<typeof component>;
