import type { WireItem } from '../types.js';
import {
  statusOf,
  type Entitlement,
  type License,
  type Machine,
  type Policy,
  type Stamped,
  type Token,
  type User,
} from './records.js';

/** What items are written with: where links begin, which account they name, what time it is. */
export interface WireConfig {
  /** `/v1/accounts/<id>`, after the prefix of the server. */
  readonly base: string;
  readonly account: string;
  readonly now: number;
  /** Machines by the id of their licence. */
  readonly machinesOf: (license: string) => readonly Machine[];
}

type Ref = readonly [type: string, id: string] | null;

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function item(
  config: WireConfig,
  type: string,
  record: Stamped,
  attributes: WireItem,
  relations: Readonly<Record<string, unknown>>,
  updated = record.created,
): WireItem {
  return {
    id: record.id,
    type,
    attributes: { ...attributes, created: iso(record.created), updated: iso(updated) },
    relationships: {
      account: { links: { related: config.base }, data: { type: 'accounts', id: config.account } },
      environment: { links: { related: null }, data: null },
      ...relations,
    },
    links: { self: `${config.base}/${type}/${record.id}` },
  };
}

/** Relations of one record: links, and data where the vendor gives them. */
function relationsOf(config: WireConfig, type: string, id: string) {
  const related = (name: string) => ({ related: `${config.base}/${type}/${id}/${name}` });
  return {
    to: (name: string, ref: Ref) => ({
      [name]: { links: related(name), data: ref === null ? null : { type: ref[0], id: ref[1] } },
    }),
    link: (name: string, path = name, meta?: WireItem) => ({
      [name]: { links: related(path), ...(meta === undefined ? {} : { meta }) },
    }),
  };
}

/** A user on the wire. */
export function userWire(config: WireConfig, user: User): WireItem {
  const { to, link } = relationsOf(config, 'users', user.id);
  const attributes = {
    fullName: `${user.first} ${user.last}`,
    firstName: user.first,
    lastName: user.last,
    email: user.email,
    status: user.status,
    role: user.role,
    permissions: ['license.read'],
    metadata: user.metadata,
  };
  return item(config, 'users', user, attributes, {
    ...to('group', null),
    ...link('products'),
    ...link('licenses'),
    ...link('machines'),
    ...link('tokens'),
    ...link('secondFactors', 'second-factors'),
  });
}

/** A licence on the wire, its key in clear as the vendor does. */
export function licenseWire(config: WireConfig, license: License): WireItem {
  const { to, link } = relationsOf(config, 'licenses', license.id);
  const machines = config.machinesOf(license.id);
  const meta = {
    cores: machines.reduce((sum, { cores }) => sum + cores, 0),
    memory: machines.reduce((sum, { memory }) => sum + (memory ?? 0), 0),
    disk: 0,
    count: machines.length,
  };
  return item(config, 'licenses', license, licenseAttributes(license, config.now), {
    ...to('product', ['products', license.policy.productId]),
    ...to('policy', ['policies', license.policy.id]),
    ...to('group', null),
    ...to('owner', license.ownerId === null ? null : ['users', license.ownerId]),
    ...link('users', 'users', { count: license.ownerId === null ? 0 : 1 }),
    ...link('machines', 'machines', meta),
    ...link('tokens'),
    ...link('entitlements'),
  });
}

function licenseAttributes(license: License, now: number): WireItem {
  const { policy } = license;
  return {
    name: license.name,
    key: license.key,
    expiry: iso(license.expiry),
    status: statusOf(license, now),
    uses: license.uses,
    suspended: license.suspended,
    scheme: null,
    encrypted: false,
    strict: true,
    floating: policy.floating,
    protected: false,
    version: license.active ? '1.4.2' : null,
    maxMachines: policy.maxMachines,
    maxProcesses: null,
    maxUsers: null,
    maxCores: null,
    maxMemory: null,
    maxDisk: null,
    maxUses: policy.maxUses,
    requireHeartbeat: policy.requireHeartbeat,
    requireCheckIn: false,
    lastValidated: license.active ? iso(Math.max(license.created, now - (now % 3_600_000))) : null,
    lastCheckIn: null,
    nextCheckIn: null,
    lastCheckOut: null,
    permissions: ['license.read', 'license.validate'],
    metadata: license.metadata,
  };
}

/** A machine on the wire. */
export function machineWire(config: WireConfig, machine: Machine): WireItem {
  const { to, link } = relationsOf(config, 'machines', machine.id);
  const beats = machine.license.policy.requireHeartbeat;
  const beat = beats ? Math.max(machine.created, config.now - (config.now % 600_000)) : null;
  const attributes = {
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
    nextHeartbeat: iso(beat === null ? null : beat + 600_000),
    metadata: {},
  };
  return item(config, 'machines', machine, attributes, {
    ...to('product', ['products', machine.license.policy.productId]),
    ...to('group', null),
    ...to('license', ['licenses', machine.license.id]),
    ...to('owner', machine.ownerId === null ? null : ['users', machine.ownerId]),
    ...link('components'),
    ...link('processes'),
  });
}

/** The heartbeat status: machines whose policy wants no heartbeat never start one. */
export function heartbeatOf(machine: Machine): string {
  if (!machine.license.policy.requireHeartbeat) return 'NOT_STARTED';
  return machine.alive ? 'ALIVE' : 'DEAD';
}

/** A token on the wire; never with its secret. */
export function tokenWire(config: WireConfig, token: Token): WireItem {
  const { to } = relationsOf(config, 'tokens', token.id);
  const counters = { maxActivations: null, activations: 0, maxDeactivations: null, deactivations: 0 };
  const attributes = {
    kind: token.kind,
    expiry: iso(token.expiry),
    name: token.name,
    ...(token.kind === 'activation-token' ? counters : {}),
    permissions: ['license.read'],
  };
  return item(config, 'tokens', token, attributes, to('bearer', [token.bearer.type, token.bearer.id]));
}

/** An entitlement on the wire. */
export function entitlementWire(config: WireConfig, entitlement: Entitlement): WireItem {
  const { name, code } = entitlement;
  return item(config, 'entitlements', entitlement, { name, code, metadata: {} }, {});
}

const POLICY_STRATEGIES = {
  machineUniquenessStrategy: 'UNIQUE_PER_LICENSE',
  machineMatchingStrategy: 'MATCH_ANY',
  componentUniquenessStrategy: 'UNIQUE_PER_MACHINE',
  componentMatchingStrategy: 'MATCH_ANY',
  expirationStrategy: 'RESTRICT_ACCESS',
  expirationBasis: 'FROM_CREATION',
  renewalBasis: 'FROM_EXPIRY',
  transferStrategy: 'KEEP_EXPIRY',
  authenticationStrategy: 'TOKEN',
  machineLeasingStrategy: 'PER_LICENSE',
  processLeasingStrategy: 'PER_MACHINE',
  overageStrategy: 'NO_OVERAGE',
  scheme: null,
  encrypted: false,
  protected: null,
  requireProductScope: false,
  requirePolicyScope: false,
  requireMachineScope: false,
  requireFingerprintScope: false,
  requireComponentsScope: false,
  requireUserScope: false,
  requireChecksumScope: false,
  requireVersionScope: false,
  requireCheckIn: false,
  checkInInterval: null,
  checkInIntervalCount: null,
  heartbeatDuration: null,
  heartbeatCullStrategy: 'DEACTIVATE_DEAD',
  heartbeatResurrectionStrategy: 'NO_REVIVE',
  heartbeatBasis: 'FROM_FIRST_PING',
} as const;

/** A policy on the wire. */
export function policyWire(config: WireConfig, policy: Policy): WireItem {
  const { to, link } = relationsOf(config, 'policies', policy.id);
  const limits = { maxProcesses: null, maxUsers: null, maxCores: null, maxMemory: null, maxDisk: null };
  const attributes = {
    name: policy.name,
    duration: policy.duration,
    strict: false,
    floating: policy.floating,
    usePool: false,
    maxMachines: policy.maxMachines,
    ...limits,
    maxUses: policy.maxUses,
    ...POLICY_STRATEGIES,
    requireHeartbeat: policy.requireHeartbeat,
    metadata: {},
  };
  return item(config, 'policies', policy, attributes, {
    ...to('product', ['products', policy.productId]),
    ...link('pool'),
    ...link('licenses'),
    ...link('entitlements'),
  });
}
