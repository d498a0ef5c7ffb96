import {
  type Credential,
  type Dims,
  isoOf,
  lastUsedOf,
  type Limit,
  type LimitMeasure,
  metaOf,
  type Principal,
  type Project,
  type Reading,
  type Ref,
  type UsageRecord,
} from '../../records/index.js';
import type { License, Product, RequestLog, Token, User } from './codecs.js';
import type { Relationship } from './resource.js';

const PROVIDER = 'keygen';

/** Returns what a relationship names; undefined for none. */
const refOf = (relationship: Relationship | null | undefined, { source }: Reading): Ref | undefined => {
  const { type, id } = relationship?.data ?? {};
  // Resource types are plural on the wire, kinds of ours are not.
  return type == null || id == null ? undefined : { source, kind: type.replace(/s$/, ''), id };
};

/** Null: never. Undefined: the server does not say. */
const endOf = (expiry: Date | null | undefined): Credential['expiresAt'] =>
  expiry === null ? null : isoOf(expiry);

const LICENSE_STATUS: Readonly<Record<string, Credential['status']>> = {
  ACTIVE: 'active',
  INACTIVE: 'active',
  EXPIRING: 'active',
  EXPIRED: 'expired',
  SUSPENDED: 'suspended',
  BANNED: 'suspended',
};

/**
 * Returns a license as a credential. Its key, which the vendor lists in clear, is left behind.
 *
 * @param license the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const credentialOfLicense = (license: License, reading: Reading): Credential => {
  const { id, attributes, relationships } = license;
  return {
    type: 'credential',
    ...metaOf(PROVIDER, 'licenses', id, reading),
    kind: 'license',
    id,
    name: attributes.name ?? undefined,
    owner: refOf(relationships?.owner, reading),
    scopeContainer: refOf(relationships?.product, reading),
    scopes: attributes.permissions ?? undefined,
    privilege: 'restricted',
    createdAt: isoOf(attributes.created),
    updatedAt: isoOf(attributes.updated),
    expiresAt: endOf(attributes.expiry),
    status: LICENSE_STATUS[attributes.status] ?? 'unknown',
    lastUsed: lastUsedOf(attributes.lastValidated),
  };
};

const licenseRef = ({ id }: License, { source }: Reading): Ref => ({ source, kind: 'license', id });

/**
 * Returns how often a licence was used: a running total, which the vendor lets people set back. The machines that it runs on are a
 * level, and beside it.
 *
 * @param license the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const usageOfLicense = (license: License, reading: Reading): readonly UsageRecord[] => {
  const { id, attributes, relationships } = license;
  const product = refOf(relationships?.product, reading);
  const common = {
    final: false,
    dims: {
      credential: licenseRef(license, reading),
      ...(product === undefined ? {} : { project: product }),
    },
    groupedBy: [],
  } as const;
  const machines = relationships?.machines?.meta?.count;
  const uses: UsageRecord = {
    type: 'usage',
    ...metaOf(PROVIDER, 'licenses.uses', id, reading),
    ...common,
    temporality: 'cumulative',
    start: isoOf(attributes.created),
    measures: { license_uses: attributes.uses },
  };
  if (machines == null) return [uses];
  const level: UsageRecord = {
    type: 'usage',
    ...metaOf(PROVIDER, 'licenses.machines', id, reading),
    ...common,
    temporality: 'gauge',
    measures: { machines },
  };
  return [uses, level];
};

type Count = number | null | undefined;

const countsOf = ({
  attributes: most,
  relationships,
}: License): readonly (readonly [name: string, measure: LimitMeasure, limit: Count, used: Count])[] => {
  const machines = relationships?.machines?.meta;
  return [
    ['maxUses', 'license_uses', most.maxUses, most.uses],
    ['maxMachines', 'machines', most.maxMachines, machines?.count],
    ['maxCores', 'cores', most.maxCores, machines?.cores],
    ['maxMemory', 'memory_bytes', most.maxMemory, machines?.memory],
    ['maxDisk', 'disk_bytes', most.maxDisk, machines?.disk],
    ['maxUsers', 'users', most.maxUsers, relationships?.users?.meta?.count],
    // How many processes run is in no list of licences.
    ['maxProcesses', 'processes', most.maxProcesses, undefined],
  ];
};

/**
 * Returns what a licence may be used for, and how much of it is. Null is no limit.
 *
 * @param license the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const limitsOfLicense = (license: License, reading: Reading): readonly Limit[] =>
  countsOf(license).flatMap(([name, measure, limit, used]): readonly Limit[] =>
    limit == null
      ? []
      : [
          {
            type: 'limit',
            ...metaOf(PROVIDER, 'licenses', `${license.id}/${name}`, reading),
            subject: licenseRef(license, reading),
            measure,
            limit,
            used: used ?? undefined,
            period: 'total',
            // A policy may let it be exceeded, which its licences do not say.
            enforcement: 'hard',
          },
        ],
  );

/**
 * Returns everything that the list of licences says of one; its key is left behind.
 *
 * @param license the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const recordsOfLicense = (
  license: License,
  reading: Reading,
): readonly (Credential | UsageRecord | Limit)[] => [
  credentialOfLicense(license, reading),
  ...usageOfLicense(license, reading),
  ...limitsOfLicense(license, reading),
];

const privilegeOf = (kind: string): Credential['privilege'] => {
  if (kind === 'admin-token' || kind === 'environment-token' || kind === 'product-token') return 'admin';
  if (kind === 'read-only-token') return 'read';
  return kind === 'user-token' || kind === 'activation-token' ? 'restricted' : 'unknown';
};

/** A revoked token is gone, so that one whose end is known and not reached is active. */
const tokenStatusOf = (expiry: Date | null | undefined, { observedAt }: Reading): Credential['status'] => {
  if (expiry === undefined) return 'unknown';
  return expiry !== null && expiry <= observedAt ? 'expired' : 'active';
};

/**
 * Returns a token as a credential. The vendor does not say when a token was last used; a revoked one is gone.
 *
 * @param token the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const credentialOfToken = (token: Token, reading: Reading): Credential => {
  const { id, attributes, relationships } = token;
  const { expiry } = attributes;
  const owner = refOf(relationships?.bearer, reading);
  return {
    type: 'credential',
    ...metaOf(PROVIDER, 'tokens', id, reading),
    kind: 'api_token',
    id,
    name: attributes.name ?? undefined,
    owner,
    scopeContainer: owner?.kind === 'product' ? owner : undefined,
    scopes: attributes.permissions ?? undefined,
    privilege: privilegeOf(attributes.kind),
    createdAt: isoOf(attributes.created),
    updatedAt: isoOf(attributes.updated),
    expiresAt: endOf(expiry),
    status: tokenStatusOf(expiry, reading),
    lastUsed: { state: 'not_reported' },
  };
};

/**
 * Returns how often an activation token may activate machines; other tokens have no limit.
 *
 * @param token the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const limitsOfToken = ({ id, attributes }: Token, reading: Reading): readonly Limit[] => {
  const { maxActivations, activations } = attributes;
  if (maxActivations == null) return [];
  return [
    {
      type: 'limit',
      ...metaOf(PROVIDER, 'tokens', `${id}/maxActivations`, reading),
      subject: { source: reading.source, kind: 'api_token', id },
      measure: 'machines',
      limit: maxActivations,
      used: activations ?? undefined,
      period: 'total',
      enforcement: 'hard',
    },
  ];
};

/**
 * Returns a token, and what it may be used for.
 *
 * @param token the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const recordsOfToken = (token: Token, reading: Reading): readonly (Credential | Limit)[] => [
  credentialOfToken(token, reading),
  ...limitsOfToken(token, reading),
];

const STATUS: Readonly<Record<string, Principal['status']>> = {
  ACTIVE: 'active',
  INACTIVE: 'inactive',
  BANNED: 'banned',
};

/**
 * Returns a user of the account as a principal: staff as users, the others as licensees.
 *
 * @param user the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const principalOfUser = ({ id, attributes: user }: User, reading: Reading): Principal => ({
  type: 'principal',
  ...metaOf(PROVIDER, 'users', id, reading),
  kind: user.role === 'user' ? 'licensee' : 'user',
  id,
  displayName: user.fullName ?? undefined,
  email: user.email,
  role: user.role,
  status: STATUS[user.status ?? ''] ?? 'unknown',
  statusRaw: user.status ?? undefined,
  createdAt: isoOf(user.created),
});

/**
 * Returns a product as what licences and tokens are confined to.
 *
 * @param product the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const projectOfProduct = ({ id, attributes }: Product, reading: Reading): Project => ({
  type: 'project',
  ...metaOf(PROVIDER, 'products', id, reading),
  kind: 'product',
  id,
  name: attributes.name ?? undefined,
  status: 'active',
  createdAt: isoOf(attributes.created),
});

/** A licence is a credential itself; of others it is not reported which of their tokens they used. */
const dimsOf = (log: RequestLog, reading: Reading): Dims => {
  const requestor = refOf(log.relationships?.requestor, reading);
  if (requestor === undefined) return { principal: null };
  return requestor.kind === 'license' ? { credential: requestor } : { principal: requestor };
};

const FIRST_ERROR = 400;

/**
 * Returns a logged request as use by the caller: a user, a product, an environment, a licence. Addresses, browsers and what was
 * asked for are left behind.
 *
 * @param log the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const usageOfRequestLog = (log: RequestLog, reading: Reading): UsageRecord => {
  const { method, status, created } = log.attributes;
  const code = Number(status);
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'requestLogs', log.id, reading),
    temporality: 'event',
    start: isoOf(created),
    final: true,
    measures: { requests: 1 },
    dims: { ...dimsOf(log, reading), ...(method == null ? {} : { operation: method.toUpperCase() }) },
    groupedBy: ['requestor'],
    ...(status == null || Number.isNaN(code) ? {} : { quality: { errors: code >= FIRST_ERROR ? 1 : 0 } }),
  };
};
