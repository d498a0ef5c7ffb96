import * as t from 'io-ts';
import { anyId, int, isoTimeMs, jsonObject, openEnum } from '../../codec/index.js';
import { hash, openWord, segment, text, vendorEndpoint } from '../../walk/index.js';
import { keygenList, listParams } from './list.js';
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

/** The decoded form of {@link machine}. */
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

/** The decoded form of {@link component}. */
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

/** The decoded form of {@link machineProcess}. */
export type MachineProcess = t.TypeOf<typeof machineProcess>;

/** `GET /machines`. */
export const machines = vendorEndpoint({
  ...keygenList,
  id: 'keygen.machines',
  path: '/machines',
  params: {
    ...listParams,
    fingerprint: text('The machine with this fingerprint.'),
    ip: text('Machines at this address.'),
    hostname: text('Machines with this host name.'),
    status: openWord(['ALIVE', 'DEAD'], 'By heartbeat.'),
    product: text('Machines of this product.'),
    policy: text('Machines of this policy.'),
    license: text('Machines of this license.'),
    key: text('Machines of the license with this key.'),
    owner: text('Machines of this owner, by id or e-mail.'),
    user: text('Machines of this user, by id or e-mail.'),
    group: text('Machines of this group.'),
    metadata: hash('Machines with these metadata.'),
  },
  item: machine,
  doc: 'The machines of the account.',
  docs: 'https://keygen.sh/docs/api/machines/#machines-list',
});

/** `GET /machines/{machine}/components`. */
export const machineComponents = vendorEndpoint({
  ...keygenList,
  id: 'keygen.machines.components',
  path: '/machines/{machine}/components',
  params: {
    machine: segment('Id or fingerprint of the machine.'),
    ...listParams,
  },
  item: component,
  doc: 'The hardware components of a machine.',
});

/** `GET /machines/{machine}/processes`. */
export const machineProcesses = vendorEndpoint({
  ...keygenList,
  id: 'keygen.machines.processes',
  path: '/machines/{machine}/processes',
  params: {
    machine: segment('Id or fingerprint of the machine.'),
    ...listParams,
    status: openWord(['ALIVE', 'DEAD'], 'By heartbeat.'),
  },
  item: machineProcess,
  doc: 'The processes of a machine.',
});

/** `GET /components`. */
export const components = vendorEndpoint({
  ...keygenList,
  id: 'keygen.components',
  path: '/components',
  params: {
    ...listParams,
    product: text('Components of this product.'),
    machine: text('Components of this machine.'),
    license: text('Components of this license.'),
    owner: text('Components of this owner, by id or e-mail.'),
    user: text('Components of this user, by id or e-mail.'),
  },
  item: component,
  doc: 'The hardware components of all machines.',
  docs: 'https://keygen.sh/docs/api/components/#components-list',
});

/** `GET /processes`. */
export const processes = vendorEndpoint({
  ...keygenList,
  id: 'keygen.processes',
  path: '/processes',
  params: {
    ...listParams,
    product: text('Processes of this product.'),
    machine: text('Processes of this machine.'),
    license: text('Processes of this license.'),
    owner: text('Processes of this owner, by id or e-mail.'),
    user: text('Processes of this user, by id or e-mail.'),
    status: openWord(['ALIVE', 'DEAD'], 'By heartbeat.'),
  },
  item: machineProcess,
  doc: 'The processes of all machines.',
  docs: 'https://keygen.sh/docs/api/processes/#processes-list',
});
