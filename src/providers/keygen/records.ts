import {
  isoOf,
  lastUsedOf,
  metaOf,
  type Credential,
  type Principal,
  type Reading,
  type Ref,
} from '../../records/index.js';
import type { License, Relationship, Token, User } from './codecs/index.js';

const PROVIDER = 'keygen';

const STATUS: Readonly<Record<string, Principal['status']>> = {
  ACTIVE: 'active',
  INACTIVE: 'inactive',
  BANNED: 'banned',
};

/** Returns a user of the account as a principal: staff as users, the others as licensees. */
export const principalOfUser = ({ id, attributes: user }: User, reading: Reading): Principal => ({
  ...metaOf(PROVIDER, 'users', id, reading),
  type: 'principal',
  kind: user.role === 'user' ? 'licensee' : 'user',
  id,
  displayName: user.fullName ?? undefined,
  email: user.email,
  role: user.role,
  status: STATUS[user.status ?? ''] ?? 'unknown',
  statusRaw: user.status ?? undefined,
  createdAt: isoOf(user.created),
});

const refOf = (relationship: Relationship | null | undefined, { source }: Reading): Ref | undefined => {
  const { type, id } = relationship?.data ?? {};
  // Resource types are plural on the wire, kinds of ours are not.
  return type == null || id == null ? undefined : { source, kind: type.replace(/s$/, ''), id };
};

/** Null: never. Undefined: the server does not tell. */
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

/** Returns a license as a credential. Its key, which the vendor lists in clear, is left behind. */
export const credentialOfLicense = (license: License, reading: Reading): Credential => {
  const { id, attributes, relationships } = license;
  return {
    ...metaOf(PROVIDER, 'licenses', id, reading),
    type: 'credential',
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

/** Returns a token as a credential. The vendor does not tell when a token was last used; a revoked one is gone. */
export const credentialOfToken = (token: Token, reading: Reading): Credential => {
  const { id, attributes, relationships } = token;
  const { expiry } = attributes;
  return {
    ...metaOf(PROVIDER, 'tokens', id, reading),
    type: 'credential',
    kind: 'api_token',
    id,
    name: attributes.name ?? undefined,
    owner: refOf(relationships?.bearer, reading),
    scopes: attributes.permissions ?? undefined,
    privilege: privilegeOf(attributes.kind),
    createdAt: isoOf(attributes.created),
    updatedAt: isoOf(attributes.updated),
    expiresAt: endOf(expiry),
    status: tokenStatusOf(expiry, reading),
    lastUsed: { state: 'not_reported' },
  };
};
