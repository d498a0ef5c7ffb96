import * as t from 'io-ts';

import { anyId, int, isoTimeMs, jsonObject, openEnum } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** A process that runs on a machine: an item of `GET /processes`. */
export const machineProcess = resource({
  name: 'MachineProcess',
  type: 'processes',
  attributes: {
    lastHeartbeat: isoTimeMs,
    nextHeartbeat: isoTimeMs,
    /** Seconds. */
    interval: int,
    status: openEnum('ALIVE', 'DEAD', 'RESURRECTED'),
    /** A text from the vendor's own servers; its older documents say a number. */
    pid: anyId,
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

export type MachineProcess = t.TypeOf<typeof machineProcess>;
