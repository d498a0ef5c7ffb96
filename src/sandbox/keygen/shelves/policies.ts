import { dropEntitlement, dropPolicy, without } from '../drop.js';
import { equal } from '../filters.js';
import type { Shelf } from '../list.js';
import { makeEntitlement, makePolicy } from '../make/core.js';
import { byAge } from '../make/desk.js';
import { makePoolKey } from '../make/parts.js';
import type { Entitlement, Policy, PoolKey } from '../records.js';
import { item, refTo, relationsOf } from '../wire.js';
import { put } from './put.js';

const STRATEGIES = {
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

const UNLIMITED = { maxProcesses: null, maxUsers: null, maxCores: null, maxMemory: null, maxDisk: null };

/** Policies. */
export const policies: Shelf<Policy> = {
  segment: 'policies',
  noun: 'policy',
  all: ({ policies: list }) => list,
  add: (desk, hint) => put(desk.data.policies, makePolicy({ ...desk, number: 1000 + desk.number }, hint)),
  drop: dropPolicy,
  hint: (policy) => ({ policy }),
  filters: { product: equal('product', ({ product }) => [product.id, product.code]) },
  wire: (config, policy) => {
    const { to, link } = relationsOf(config, 'policies', policy);
    const attributes = {
      name: policy.name,
      duration: policy.duration,
      strict: false,
      floating: policy.floating,
      usePool: policy.usePool,
      maxMachines: policy.maxMachines,
      ...UNLIMITED,
      maxUses: policy.maxUses,
      ...STRATEGIES,
      requireHeartbeat: policy.requireHeartbeat,
      metadata: {},
    };
    return item(config, 'policies', policy, attributes, {
      ...to('product', refTo('products', policy.product)),
      ...link('pool', 'licenses', 'entitlements'),
    });
  },
};

/** Keys that wait in the pools of policies. */
export const keys: Shelf<PoolKey> = {
  segment: 'keys',
  noun: 'key',
  all: ({ keys: list }) => list,
  add: (desk, hint) => put(desk.data.keys, makePoolKey(desk, hint)),
  drop: (data, key) => without(data.keys, key),
  filters: {
    product: equal('product', ({ policy }) => [policy.product.id, policy.product.code]),
    policy: equal('policy', ({ policy }) => [policy.id]),
  },
  wire: (config, key) => {
    const { to } = relationsOf(config, 'keys', key);
    return item(
      config,
      'keys',
      key,
      { key: key.key },
      {
        ...to('product', refTo('products', key.policy.product)),
        ...to('policy', refTo('policies', key.policy)),
      },
    );
  },
};

/** Entitlements: those of policies, and those that only licences and releases have. */
export const entitlements: Shelf<Entitlement> = {
  segment: 'entitlements',
  noun: 'entitlement',
  all: ({ loose, policies: list }) => byAge([...loose, ...list.flatMap((policy) => policy.entitlements)]),
  add: (desk, { policy, license, release }) => {
    const { data, dice, at } = desk;
    const made = makeEntitlement(desk, {}, 'NEW_');
    if (policy !== undefined) return put(policy.entitlements, made);
    if (license !== undefined) license.entitlements.unshift(made);
    if (release !== undefined)
      put(data.constraints, { id: dice.uuid(), created: at, release, entitlement: made });
    return put(data.loose, made);
  },
  drop: dropEntitlement,
  wire: (config, entitlement) => {
    const { name, code } = entitlement;
    return item(config, 'entitlements', entitlement, { name, code, metadata: {} }, {});
  },
};
