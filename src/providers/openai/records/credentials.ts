import {
  isoOf,
  lastUsedOf,
  metaOf,
  type Credential,
  type Principal,
  type Reading,
  type Ref,
} from '../../../records/index.js';
import type { AdminApiKey } from '../organization/codecs.js';
import type { OwnedProjectApiKey } from '../list-all-api-keys.js';
import { principalOfOwner, projectRef, PROVIDER } from './principals.js';

const named = (ref: Ref, name: string | null | undefined): Ref =>
  name == null || name === '' ? ref : { ...ref, name };

const ownerOf = (key: OwnedProjectApiKey, source: string): Ref | undefined => {
  const { type, user, service_account: account } = key.owner;
  if (type === 'service_account' && account != null)
    return named({ source, kind: 'service_account', id: account.id }, account.name);
  return user == null ? undefined : named({ source, kind: 'user', id: user.id }, user.name ?? user.email);
};

/** Returns a project key as a credential. The vendor reports neither scopes nor an expiry. */
export const credentialOfProjectKey = (key: OwnedProjectApiKey, reading: Reading): Credential => ({
  type: 'credential',
  ...metaOf(PROVIDER, 'projects.apiKeys', key.id, reading),
  kind: 'project_key',
  id: key.id,
  name: key.name,
  hint: key.redacted_value,
  owner: ownerOf(key, reading.source),
  ownerAccess: accessOf(key.owner_project_access),
  scopeContainer: projectRef(key.project_id, reading),
  privilege: 'unknown',
  createdAt: isoOf(key.created_at),
  status: 'active',
  lastUsed: lastUsedOf(key.last_used_at),
});

const accessOf = (word: string | null | undefined): NonNullable<Credential['ownerAccess']> =>
  word === 'active' || word === 'inactive' ? word : 'unknown';

const statusOfAdminKey = (
  { expires_at: end }: AdminApiKey,
  { observedAt }: Reading,
): Credential['status'] => {
  if (end === undefined) return 'unknown';
  return end !== null && end <= observedAt ? 'expired' : 'active';
};

/** Returns an admin key as a credential. */
export const credentialOfAdminKey = (key: AdminApiKey, reading: Reading): Credential => ({
  type: 'credential',
  ...metaOf(PROVIDER, 'adminApiKeys', key.id, reading),
  kind: 'admin_key',
  id: key.id,
  name: key.name ?? undefined,
  hint: key.redacted_value,
  owner:
    key.owner.id == null
      ? undefined
      : named({ source: reading.source, kind: key.owner.type ?? 'user', id: key.owner.id }, key.owner.name),
  privilege: 'admin',
  createdAt: isoOf(key.created_at),
  expiresAt: key.expires_at === null ? null : isoOf(key.expires_at),
  status: statusOfAdminKey(key, reading),
  lastUsed: lastUsedOf(key.last_used_at),
});

type KeyRecords = readonly (Credential | Principal)[];

/** Returns a project key, and the service account that owns it. */
export const recordsOfProjectKey = (key: OwnedProjectApiKey, reading: Reading): KeyRecords => {
  const { type, service_account: account } = key.owner;
  const owner =
    type === 'service_account' && account != null
      ? [principalOfOwner(account, 'projects.apiKeys', reading)]
      : [];
  return [credentialOfProjectKey(key, reading), ...owner];
};

/** Returns an admin key, and the service account that owns it. */
export const recordsOfAdminKey = (key: AdminApiKey, reading: Reading): KeyRecords => {
  const { type, id, name, role, created_at } = key.owner;
  const owner =
    type === 'service_account' && id != null
      ? [principalOfOwner({ id, name, role, created_at }, 'adminApiKeys', reading)]
      : [];
  return [credentialOfAdminKey(key, reading), ...owner];
};
