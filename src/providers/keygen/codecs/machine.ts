import * as t from 'io-ts';

import { int, isoTimeMs, jsonObject, openEnum } from '../../../codec/index.js';
import { relationship, relationships } from './relationship.js';
import { resource } from './resource.js';

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
