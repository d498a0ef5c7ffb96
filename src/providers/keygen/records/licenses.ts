import {
  isoOf,
  lastUsedOf,
  metaOf,
  type Credential,
  type Limit,
  type LimitMeasure,
  type Reading,
  type Ref,
  type UsageRecord,
} from '../../../records/index.js';
import type { License } from '../codecs.js';
import { endOf, PROVIDER, refOf } from './common.js';

const LICENSE_STATUS: Readonly<Record<string, Credential['status']>> = {
  ACTIVE: 'active',
  INACTIVE: 'active',
  EXPIRING: 'active',
  EXPIRED: 'expired',
  SUSPENDED: 'suspended',
  BANNED: 'suspended',
};

/** Returns a license as a credential. Its key, which the vendor lists in clear, is left behind. */
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

/** Returns what a licence may be used for, and how much of it is. Null is no limit. */
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

/** Returns everything that the list of licences says of one; its key is left behind. */
export const recordsOfLicense = (
  license: License,
  reading: Reading,
): readonly (Credential | UsageRecord | Limit)[] => [
  credentialOfLicense(license, reading),
  ...usageOfLicense(license, reading),
  ...limitsOfLicense(license, reading),
];
