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
import { keyScheme } from './policies-codecs.js';
import { relationship, relationships, relationshipsWith, resource } from './resource.js';

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

export type License = t.TypeOf<typeof license>;
