import * as t from 'io-ts';

import {
  int,
  isoTimeMs,
  jsonObject,
  list,
  nullable,
  openEnum,
  secretString,
  shape,
} from '../../../codec/index.js';
import { keyScheme } from './policy.js';
import { relationship, relationshipWith } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape(
  'LicenseAttributes',
  {
    name: nullable(t.string),
    /** Null: perpetual. */
    expiry: nullable(isoTimeMs),
    status: openEnum('ACTIVE', 'INACTIVE', 'EXPIRING', 'EXPIRED', 'SUSPENDED', 'BANNED'),
    /** The usage counter, see `maxUses`. */
    uses: int,
    suspended: t.boolean,
    /** The cryptographic scheme of the policy. */
    scheme: nullable(keyScheme),
    strict: t.boolean,
    floating: t.boolean,
    protected: t.boolean,
    /** The version that was validated last. */
    version: nullable(t.string),
    /** Null: no limit, as for all `max...` fields. */
    maxMachines: nullable(int),
    maxProcesses: nullable(int),
    maxCores: nullable(int),
    maxUses: nullable(int),
    requireHeartbeat: t.boolean,
    requireCheckIn: t.boolean,
    lastValidated: nullable(isoTimeMs),
    lastCheckIn: nullable(isoTimeMs),
    nextCheckIn: nullable(isoTimeMs),
    lastCheckOut: nullable(isoTimeMs),
    /** Keys are camelCased by the server at every depth. */
    metadata: jsonObject,
    created: isoTimeMs,
    updated: isoTimeMs,
  },
  {
    /** The licence key: it can be used as a credential and is listed in clear. Absent for legacy encrypted licences. */
    key: secretString,
    encrypted: t.boolean,
    maxUsers: nullable(int),
    /** Bytes. */
    maxMemory: nullable(int),
    /** Bytes. */
    maxDisk: nullable(int),
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
);

const usersMeta = shape('UsersMeta', {}, { count: nullable(int) });

const machinesMeta = shape(
  'MachinesMeta',
  {},
  {
    count: nullable(int),
    cores: nullable(int),
    /** Bytes, summed over the machines. */
    memory: nullable(int),
    /** Bytes, summed over the machines. */
    disk: nullable(int),
  },
);

const relationships = shape(
  'LicenseRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
    policy: relationship,
    group: relationship,
    /** Named `user` by API versions up to 1.5. */
    owner: relationship,
    users: relationshipWith(usersMeta),
    machines: relationshipWith(machinesMeta),
    tokens: relationship,
    entitlements: relationship,
  },
);

/** A licence: an item of `GET /licenses`. */
export const license = resource('License', 'licenses', attributes, relationships);

export type License = t.TypeOf<typeof license>;
