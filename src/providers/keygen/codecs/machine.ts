import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'MachineAttributes',
  {
    fingerprint: t.string,
    cores: nullable(int),
    ip: nullable(t.string),
    hostname: nullable(t.string),
    platform: nullable(t.string),
    name: nullable(t.string),
    requireHeartbeat: t.boolean,
    heartbeatStatus: openEnum('NOT_STARTED', 'ALIVE', 'DEAD', 'RESURRECTED'),
    /** Seconds. */
    heartbeatDuration: int,
    maxProcesses: nullable(int),
    lastCheckOut: nullable(isoTimeMs),
    lastHeartbeat: nullable(isoTimeMs),
    nextHeartbeat: nullable(isoTimeMs),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** Bytes. */
    memory: nullable(int),
    /** Bytes. */
    disk: nullable(int),
  },
);

const relationships = shape(
  'MachineRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    group: relationship,
    license: relationship,
    owner: relationship,
    components: relationship,
    processes: relationship,
  },
);

/** A machine that a licence was activated on: an item of `GET /machines`. */
export const machine = resource('Machine', 'machines', attributes, relationships);

export type Machine = t.TypeOf<typeof machine>;
