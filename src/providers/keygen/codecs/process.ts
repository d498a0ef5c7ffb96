import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('MachineProcessAttributes', {
  lastHeartbeat: isoTimeMs,
  nextHeartbeat: isoTimeMs,
  /** Seconds. */
  interval: int,
  status: openEnum('ALIVE', 'DEAD', 'RESURRECTED'),
  /** A text, not a number. */
  pid: t.string,
  created: isoTimeMs,
  updated: isoTimeMs,
  /** Keys are camelCased by the server at every depth. */
  metadata: jsonObject,
});

const relationships = shape(
  'MachineProcessRelationships',
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

/** A process that runs on a machine: an item of `GET /processes`. */
export const machineProcess = resource('MachineProcess', 'processes', attributes, relationships);

export type MachineProcess = t.TypeOf<typeof machineProcess>;
