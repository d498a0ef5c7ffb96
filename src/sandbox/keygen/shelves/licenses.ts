import { statusOf, usersOf } from '../derived.js';
import type { WireItem } from '../../types.js';
import { dropLicense } from '../drop.js';
import { all, equal, flag, metadata } from '../filters.js';
import type { Filter, Shelf } from '../list.js';
import { makeLicense, makePolicy } from '../make/core.js';
import type { Desk, Hint } from '../make/desk.js';
import type { License } from '../records.js';
import { activity, expired, expires } from '../times.js';
import { iso, item, refTo, relationsOf, type WireConfig } from '../wire.js';
import { valueOf } from '../../http.js';
import { put } from './put.js';
import { HOUR_MS } from '../../../records/durations.js';

/** When a licence was last validated: those in use are, every hour. */
function validatedOf({ active, created }: License, now: number): number | null {
  return active ? Math.max(created, now - (now % HOUR_MS)) : null;
}

const machine: Filter<License> = ({ ask, data }) => {
  const asked = valueOf(ask, 'machine');
  if (asked === undefined) return undefined;
  const found = data.machines.filter(({ id, fingerprint }) => id === asked || fingerprint === asked);
  return (license) => found.some((one) => one.license === license);
};

/** How many machines are active under a licence. */
const activations: Filter<License> = (view) => {
  const { ask, wire } = view;
  const tests = Object.entries(COMPARISONS).flatMap(([name, holds]) => {
    const asked = valueOf(ask, `activations[${name}]`);
    return asked === undefined ? [] : [(count: number) => holds(count, Number(asked))];
  });
  if (tests.length === 0) return undefined;
  return (license) => tests.every((test) => test(wire.machinesOf(license.id).length));
};

const COMPARISONS: Readonly<Record<string, (count: number, asked: number) => boolean>> = {
  eq: (count, asked) => count === asked,
  gt: (count, asked) => count > asked,
  gte: (count, asked) => count >= asked,
  lt: (count, asked) => count < asked,
  lte: (count, asked) => count <= asked,
};

/** Whether a licence has been activated on a machine. */
const activated: Filter<License> = (view) =>
  flag<License>('activated', (license) => view.wire.machinesOf(license.id).length > 0)(view);

function addLicense(desk: Desk, hint: Hint): License {
  const { data } = desk;
  const { product } = hint;
  const known = product === undefined || data.policies.some((one) => one.product === product);
  if (!known) put(data.policies, makePolicy({ ...desk, number: 1000 + desk.number }, hint));
  return put(data.licenses, makeLicense(desk, hint));
}

const people = ({ id, email }: { readonly id: string; readonly email: string }): string[] => [id, email];

/** Licences, their keys in clear as the vendor has them. */
export const licenses: Shelf<License> = {
  segment: 'licenses',
  noun: 'license',
  all: ({ licenses: list }) => list,
  add: addLicense,
  drop: dropLicense,
  hint: (license) => ({ license }),
  aliases: ({ key }) => [key],
  filters: {
    metadata: metadata(),
    product: equal('product', ({ policy: { product } }) => [product.id, product.code]),
    policy: equal('policy', ({ policy }) => [policy.id]),
    owner: equal('owner', ({ owner }) => (owner === null ? [] : people(owner))),
    user: equal('user', (license) => usersOf(license).flatMap(people)),
    machine,
    group: equal('group', ({ group }) => [group?.id]),
    status: ({ ask, wire }) => {
      const asked = valueOf(ask, 'status');
      return asked === undefined ? undefined : (license) => statusOf(license, wire.now) === asked;
    },
    expires: expires('expires', ({ expiry }) => expiry),
    expired: all(
      flag('expired', ({ expiry }, now) => expiry !== null && expiry < now),
      expired('expired', ({ expiry }) => expiry),
    ),
    expiring: flag(
      'expiring',
      ({ expiry }, now) => expiry !== null && expiry > now && expiry < now + 72 * HOUR_MS,
    ),
    activity: activity((license, now) => validatedOf(license, now) ?? license.created),
    suspended: flag('suspended', ({ suspended }) => suspended),
    assigned: flag('assigned', (license) => usersOf(license).length > 0),
    unassigned: flag('unassigned', (license) => usersOf(license).length === 0),
    activated,
    activations,
  },
  wire: (config, license) => {
    const { to, link, linked } = relationsOf(config, 'licenses', license);
    const machines = config.machinesOf(license.id);
    const figures = {
      cores: machines.reduce((sum, { cores }) => sum + cores, 0),
      memory: machines.reduce((sum, { memory }) => sum + (memory ?? 0), 0),
      disk: 0,
      count: machines.length,
    };
    return item(config, 'licenses', license, attributesOf(config, license), {
      ...to('product', refTo('products', license.policy.product)),
      ...to('policy', refTo('policies', license.policy)),
      ...to('group', refTo('groups', license.group)),
      ...to('owner', refTo('users', license.owner)),
      ...linked('users', 'users', { count: usersOf(license).length }),
      ...linked('machines', 'machines', figures),
      ...link('tokens', 'entitlements'),
    });
  },
};

function attributesOf({ now }: WireConfig, license: License): WireItem {
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
    maxMachines: license.maxMachines,
    maxProcesses: null,
    maxUsers: null,
    maxCores: null,
    maxMemory: null,
    maxDisk: null,
    maxUses: policy.maxUses,
    requireHeartbeat: policy.requireHeartbeat,
    requireCheckIn: false,
    lastValidated: iso(validatedOf(license, now)),
    lastCheckIn: null,
    nextCheckIn: null,
    lastCheckOut: null,
    permissions: ['license.read', 'license.validate'],
    metadata: license.metadata,
  };
}
