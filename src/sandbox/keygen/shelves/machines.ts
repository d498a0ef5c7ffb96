import { usersOf } from '../derived.js';
import { dropMachine, without } from '../drop.js';
import { equal, metadata } from '../filters.js';
import type { Shelf } from '../list.js';
import { makeLicense, makeMachine, makePolicy } from '../make/core.js';
import type { Desk, Hint } from '../make/desk.js';
import { makeComponent, makeProcess } from '../make/parts.js';
import type { Component, License, Machine, Process } from '../records.js';
import { iso, item, refTo, relationsOf, type WireConfig } from '../wire.js';
import { put } from './put.js';

const BEAT_MS = 600_000;

/** The heartbeat status: machines whose policy wants no heartbeat never start one. */
function heartbeatOf(machine: Machine): string {
  if (!machine.license.policy.requireHeartbeat) return 'NOT_STARTED';
  return machine.alive ? 'ALIVE' : 'DEAD';
}

/** A machine below a user or a product is under a licence of theirs, which is made where they have none. */
function addMachine(desk: Desk, hint: Hint): Machine {
  const { data } = desk;
  const { user, product } = hint;
  const fits = ({ owner, policy }: License): boolean =>
    (user === undefined || owner === user) && (product === undefined || policy.product === product);
  const found = hint.license ?? data.licenses.find(fits);
  if (found !== undefined) return put(data.machines, makeMachine(desk, { ...hint, license: found }));
  if (product !== undefined && !data.policies.some((one) => one.product === product))
    put(data.policies, makePolicy({ ...desk, number: 1000 + desk.number }, hint));
  const license = put(data.licenses, makeLicense(desk, hint));
  return put(data.machines, makeMachine(desk, { ...hint, license }));
}

const people = (user: { readonly id: string; readonly email: string } | null) => [user?.id, user?.email];

const productOf = ({ policy: { product } }: License) => [product.id, product.code];

/** Machines. */
export const machines: Shelf<Machine> = {
  segment: 'machines',
  noun: 'machine',
  all: ({ machines: list }) => list,
  add: addMachine,
  drop: dropMachine,
  hint: (machine) => ({ machine }),
  aliases: ({ fingerprint }) => [fingerprint],
  filters: {
    metadata: metadata(),
    fingerprint: equal('fingerprint', ({ fingerprint }) => [fingerprint]),
    ip: equal('ip', ({ ip }) => [ip]),
    hostname: equal('hostname', ({ hostname }) => [hostname]),
    status: equal('status', (machine) => [heartbeatOf(machine)].filter((status) => status !== 'NOT_STARTED')),
    product: equal('product', ({ license }) => productOf(license)),
    policy: equal('policy', ({ license }) => [license.policy.id]),
    license: equal('license', ({ license }) => [license.id, license.key]),
    key: equal('key', ({ license }) => [license.key]),
    owner: equal('owner', ({ owner }) => people(owner)),
    user: equal('user', ({ owner, license }) => [owner, ...usersOf(license)].flatMap(people)),
    group: equal('group', ({ group }) => [group?.id]),
  },
  wire: (config, machine) => {
    const { to, link } = relationsOf(config, 'machines', machine);
    return item(config, 'machines', machine, attributesOf(config, machine), {
      ...to('product', refTo('products', machine.license.policy.product)),
      ...to('group', refTo('groups', machine.group)),
      ...to('license', refTo('licenses', machine.license)),
      ...to('owner', refTo('users', machine.owner)),
      ...link('components', 'processes'),
    });
  },
};

function attributesOf({ now }: WireConfig, machine: Machine) {
  const beats = machine.license.policy.requireHeartbeat;
  const beat = beats ? Math.max(machine.created, now - (now % BEAT_MS)) : null;
  return {
    fingerprint: machine.fingerprint,
    cores: machine.cores,
    memory: machine.memory,
    disk: null,
    ip: machine.ip,
    hostname: machine.hostname,
    platform: machine.platform,
    name: machine.name,
    requireHeartbeat: beats,
    heartbeatStatus: heartbeatOf(machine),
    heartbeatDuration: 600,
    maxProcesses: null,
    lastCheckOut: null,
    lastHeartbeat: iso(beat),
    nextHeartbeat: iso(beat === null ? null : beat + BEAT_MS),
    metadata: machine.metadata,
  };
}

/** What a part of a machine is of. */
function relationsUp(config: WireConfig, type: string, part: Component | Process) {
  const { to } = relationsOf(config, type, part);
  const { license } = part.machine;
  return {
    ...to('product', refTo('products', license.policy.product)),
    ...to('license', refTo('licenses', license)),
    ...to('machine', refTo('machines', part.machine)),
  };
}

const partFilters = {
  product: equal<Component | Process>('product', ({ machine }) => productOf(machine.license)),
  machine: equal<Component | Process>('machine', ({ machine }) => [machine.id, machine.fingerprint]),
  license: equal<Component | Process>('license', ({ machine: { license } }) => [license.id, license.key]),
  owner: equal<Component | Process>('owner', ({ machine }) => people(machine.owner)),
  user: equal<Component | Process>('user', ({ machine }) =>
    [machine.owner, ...usersOf(machine.license)].flatMap(people),
  ),
};

/** Components of machines. */
export const components: Shelf<Component> = {
  segment: 'components',
  noun: 'component',
  all: ({ components: list }) => list,
  add: (desk, hint) => put(desk.data.components, makeComponent(desk, hint)),
  drop: (data, component) => without(data.components, component),
  filters: partFilters,
  wire: (config, component) => {
    const { fingerprint, name } = component;
    const attributes = { fingerprint, name, metadata: {} };
    return item(config, 'components', component, attributes, relationsUp(config, 'components', component));
  },
};

/** Processes on machines. */
export const processes: Shelf<Process> = {
  segment: 'processes',
  noun: 'process',
  all: ({ processes: list }) => list,
  add: (desk, hint) => put(desk.data.processes, makeProcess(desk, hint)),
  drop: (data, process) => without(data.processes, process),
  filters: { ...partFilters, status: equal('status', ({ alive }) => [alive ? 'ALIVE' : 'DEAD']) },
  wire: (config, process) => {
    const { pid, interval, alive, created } = process;
    const step = interval * 1000;
    const beat = alive ? Math.max(created, config.now - (config.now % step)) : created;
    const attributes = {
      lastHeartbeat: iso(beat),
      nextHeartbeat: iso(beat + step),
      interval,
      status: alive ? 'ALIVE' : 'DEAD',
      pid,
      metadata: {},
    };
    return item(config, 'processes', process, attributes, relationsUp(config, 'processes', process));
  },
};
