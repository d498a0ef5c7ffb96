import * as t from 'io-ts';
import { anyId, int, isoTimeMs, jsonObject, openEnum } from '../../codec/index.js';
import { relationship, relationships, resource } from './resource.js';

/** A machine that a licence was activated on: an item of `GET /machines`. */
export const machine = resource({
  name: 'Machine',
  type: 'machines',
  attributes: {
    fingerprint: t.string,
    cores: int,
    ip: t.string,
    hostname: t.string,
    platform: t.string,
    name: t.string,
    requireHeartbeat: t.boolean,
    heartbeatStatus: openEnum('NOT_STARTED', 'ALIVE', 'DEAD', 'RESURRECTED'),
    /** Seconds. */
    heartbeatDuration: int,
    maxProcesses: int,
    lastCheckOut: isoTimeMs,
    lastHeartbeat: isoTimeMs,
    nextHeartbeat: isoTimeMs,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    /** Bytes. */
    memory: int,
    /** Bytes. */
    disk: int,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    group: relationship,
    license: relationship,
    owner: relationship,
    components: relationships,
    processes: relationships,
  },
});

export type Machine = t.TypeOf<typeof machine>;

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
