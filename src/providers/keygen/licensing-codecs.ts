import * as t from 'io-ts';
import {
  int,
  isoTimeMs,
  jsonObject,
  list,
  nullish,
  openEnum,
  secretString,
  shape,
} from '../../codec/index.js';
import { relationship, relationships, relationshipsWith, resource } from './resource.js';

/** A product: an item of `GET /products`. */
export const product = resource({
  name: 'Product',
  type: 'products',
  attributes: {
    name: t.string,
    url: t.string,
    platforms: list(t.string),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    code: t.string,
    distributionStrategy: openEnum('LICENSED', 'OPEN', 'CLOSED'),
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    policies: relationships,
    licenses: relationships,
    machines: relationships,
    users: relationships,
    tokens: relationships,
    platforms: relationships,
    channels: relationships,
    releases: relationships,
    artifacts: relationships,
  },
});

/** The decoded form of {@link product}. */
export type Product = t.TypeOf<typeof product>;

/**
 * The cryptographic scheme of license keys; a license has the one of its policy.
 *
 * @internal
 */
const keyScheme = openEnum(
  'ED25519_SIGN',
  'RSA_2048_PKCS1_PSS_SIGN_V2',
  'RSA_2048_PKCS1_SIGN_V2',
  'RSA_2048_PKCS1_ENCRYPT',
  'RSA_2048_JWT_RS256',
  'ED25519_JWT_EDDSA',
);

/** A policy, the rules that its licenses follow: an item of `GET /policies`. */
export const policy = resource({
  name: 'Policy',
  type: 'policies',
  attributes: {
    name: t.string,
    /** Seconds that a license is valid; null: without end. */
    duration: int,
    strict: t.boolean,
    floating: t.boolean,
    /** Whether keys are taken from a pool instead of being made. */
    usePool: t.boolean,
    /** Null: no limit, as for all `max...` fields. */
    maxMachines: int,
    maxProcesses: int,
    maxCores: int,
    maxUses: int,
    /** Null: keys are stored as they are given. */
    scheme: keyScheme,
    /** Null: as the account says. */
    protected: t.boolean,
    requireProductScope: t.boolean,
    requirePolicyScope: t.boolean,
    requireMachineScope: t.boolean,
    requireFingerprintScope: t.boolean,
    requireUserScope: t.boolean,
    requireChecksumScope: t.boolean,
    requireVersionScope: t.boolean,
    requireCheckIn: t.boolean,
    checkInInterval: openEnum('day', 'week', 'month', 'year'),
    checkInIntervalCount: int,
    /** Seconds. */
    heartbeatDuration: int,
    requireHeartbeat: t.boolean,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    maxUsers: int,
    /** Bytes. */
    maxMemory: int,
    /** Bytes. */
    maxDisk: int,
    /** API versions up to 1.3 have other names for this one and the next. */
    machineUniquenessStrategy: openEnum(
      'UNIQUE_PER_ACCOUNT',
      'UNIQUE_PER_PRODUCT',
      'UNIQUE_PER_POLICY',
      'UNIQUE_PER_LICENSE',
    ),
    machineMatchingStrategy: openEnum('MATCH_ANY', 'MATCH_TWO', 'MATCH_MOST', 'MATCH_ALL'),
    componentUniquenessStrategy: openEnum(
      'UNIQUE_PER_ACCOUNT',
      'UNIQUE_PER_PRODUCT',
      'UNIQUE_PER_POLICY',
      'UNIQUE_PER_LICENSE',
      'UNIQUE_PER_MACHINE',
    ),
    componentMatchingStrategy: openEnum('MATCH_ANY', 'MATCH_TWO', 'MATCH_MOST', 'MATCH_ALL'),
    expirationStrategy: openEnum('RESTRICT_ACCESS', 'REVOKE_ACCESS', 'MAINTAIN_ACCESS', 'ALLOW_ACCESS'),
    expirationBasis: openEnum(
      'FROM_CREATION',
      'FROM_FIRST_VALIDATION',
      'FROM_FIRST_ACTIVATION',
      'FROM_FIRST_DOWNLOAD',
      'FROM_FIRST_USE',
    ),
    renewalBasis: openEnum('FROM_EXPIRY', 'FROM_NOW', 'FROM_NOW_IF_EXPIRED'),
    transferStrategy: openEnum('RESET_EXPIRY', 'KEEP_EXPIRY'),
    authenticationStrategy: openEnum('TOKEN', 'LICENSE', 'SESSION', 'MIXED', 'NONE'),
    machineLeasingStrategy: openEnum('PER_LICENSE', 'PER_USER'),
    /** Named `leasingStrategy` by API versions up to 1.6. */
    processLeasingStrategy: openEnum('PER_LICENSE', 'PER_MACHINE', 'PER_USER'),
    overageStrategy: openEnum(
      'ALWAYS_ALLOW_OVERAGE',
      'ALLOW_1_25X_OVERAGE',
      'ALLOW_1_5X_OVERAGE',
      'ALLOW_2X_OVERAGE',
      'NO_OVERAGE',
    ),
    encrypted: t.boolean,
    requireComponentsScope: t.boolean,
    heartbeatCullStrategy: openEnum('DEACTIVATE_DEAD', 'KEEP_DEAD'),
    heartbeatResurrectionStrategy: openEnum(
      'ALWAYS_REVIVE',
      '15_MINUTE_REVIVE',
      '10_MINUTE_REVIVE',
      '5_MINUTE_REVIVE',
      '2_MINUTE_REVIVE',
      '1_MINUTE_REVIVE',
      'NO_REVIVE',
    ),
    heartbeatBasis: openEnum('FROM_CREATION', 'FROM_FIRST_PING'),
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    pool: relationships,
    licenses: relationships,
    entitlements: relationships,
  },
});

/** The decoded form of {@link policy}. */
export type Policy = t.TypeOf<typeof policy>;

/** Something that a licence can entitle to: an item of `GET /entitlements`. */
export const entitlement = resource({
  name: 'Entitlement',
  type: 'entitlements',
  attributes: {
    name: t.string,
    code: t.string,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
  },
});

/** The decoded form of {@link entitlement}. */
export type Entitlement = t.TypeOf<typeof entitlement>;

/** A license key that waits in the pool of a policy: an item of `GET /keys`. */
export const pooledKey = resource({
  name: 'PooledKey',
  type: 'keys',
  attributes: {
    /** The license key: it can be used as a credential and is listed in clear. */
    key: secretString,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    policy: relationship,
  },
});

/** The decoded form of {@link pooledKey}. */
export type PooledKey = t.TypeOf<typeof pooledKey>;

const usersMeta = shape('UsersMeta', {}, nullish({ count: int }));

const machinesMeta = shape(
  'MachinesMeta',
  {},
  nullish({
    count: int,
    cores: int,
    /** Bytes, summed over the machines. */
    memory: int,
    /** Bytes, summed over the machines. */
    disk: int,
  }),
);

/** A licence: an item of `GET /licenses`. */
export const license = resource({
  name: 'License',
  type: 'licenses',
  required: {
    status: openEnum('ACTIVE', 'INACTIVE', 'EXPIRING', 'EXPIRED', 'SUSPENDED', 'BANNED'),
    /** The usage counter, see `maxUses`. */
    uses: int,
  },
  attributes: {
    name: t.string,
    /** Null: perpetual. */
    expiry: isoTimeMs,
    suspended: t.boolean,
    /** The cryptographic scheme of the policy. */
    scheme: keyScheme,
    strict: t.boolean,
    floating: t.boolean,
    protected: t.boolean,
    /** The version that was validated last. */
    version: t.string,
    /** Null: no limit, as for all `max...` fields. */
    maxMachines: int,
    maxProcesses: int,
    maxCores: int,
    maxUses: int,
    requireHeartbeat: t.boolean,
    requireCheckIn: t.boolean,
    lastValidated: isoTimeMs,
    lastCheckIn: isoTimeMs,
    nextCheckIn: isoTimeMs,
    lastCheckOut: isoTimeMs,
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    /** The licence key: it can be used as a credential and is listed in clear. Absent for legacy encrypted licences. */
    key: secretString,
    encrypted: t.boolean,
    maxUsers: int,
    /** Bytes. */
    maxMemory: int,
    /** Bytes. */
    maxDisk: int,
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    policy: relationship,
    group: relationship,
    /** Named `user` by API versions up to 1.5. */
    owner: relationship,
    users: relationshipsWith(usersMeta),
    machines: relationshipsWith(machinesMeta),
    tokens: relationships,
    entitlements: relationships,
  },
});

/** The decoded form of {@link license}. */
export type License = t.TypeOf<typeof license>;
