import {
  type Credential,
  type Dims,
  isoOf,
  lastUsedOf,
  metaOf,
  type Principal,
  type Project,
  type Reading,
  type Ref,
  type UsageRecord,
} from '../../../records/index.js';
import type { OwnedProjectApiKey } from '../organization/api-keys.js';
import type {
  AdminApiKey,
  AuditLog,
  ProjectServiceAccount,
  User,
  Project as WireProject,
} from '../codecs.js';

export const PROVIDER = 'openai';

const statusOf = (user: User): Principal['status'] => {
  if (user.user?.banned === true) return 'banned';
  if (user.user?.enabled === false) return 'inactive';
  return user.user?.enabled === true ? 'active' : 'unknown';
};

/** Returns a member of the organization as a principal. */
export const principalOfUser = (user: User, reading: Reading): Principal => ({
  type: 'principal',
  ...metaOf(PROVIDER, 'users', user.id, reading),
  kind: user.is_service_account === true ? 'service_account' : 'user',
  id: user.id,
  displayName: user.name ?? user.user?.name ?? undefined,
  email: user.email ?? user.user?.email ?? undefined,
  // Managed by the directory of the organization, which vouches for the address.
  ...(user.is_scim_managed === true ? { emailVerified: true } : {}),
  role: user.role ?? undefined,
  status: statusOf(user),
  createdAt: isoOf(user.created ?? user.added_at),
  lastActiveAt: isoOf(user.api_key_last_used_at),
});

/** Returns a service account of a project as a principal. The vendor reports no status; one that is listed exists. */
export const principalOfServiceAccount = (account: ProjectServiceAccount, reading: Reading): Principal => ({
  type: 'principal',
  ...metaOf(PROVIDER, 'projects.serviceAccounts', account.id, reading),
  kind: 'service_account',
  id: account.id,
  displayName: account.name,
  role: account.role,
  status: 'active',
  createdAt: isoOf(account.created_at),
});

/** What a list of keys says of a service account that owns one. */
export interface OwningAccount {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly role?: string | null | undefined;
  readonly created_at?: Date | null | undefined;
}

/**
 * Returns a service account that owns a key as a principal: those of the organization are in no list of their own. People are
 * not made of keys: one who is in no list of members has left.
 */
export const principalOfOwner = (account: OwningAccount, resource: string, reading: Reading): Principal => ({
  type: 'principal',
  ...metaOf(PROVIDER, resource, account.id, reading),
  kind: 'service_account',
  id: account.id,
  displayName: account.name ?? undefined,
  role: account.role ?? undefined,
  status: 'unknown',
  createdAt: isoOf(account.created_at),
});

/** Returns a project; archived ones are projects, too, since they had costs. */
export const projectOf = (project: WireProject, reading: Reading): Project => ({
  type: 'project',
  ...metaOf(PROVIDER, 'projects', project.id, reading),
  kind: 'project',
  id: project.id,
  name: project.name ?? undefined,
  status: project.status === 'archived' || project.archived_at != null ? 'archived' : 'active',
  createdAt: isoOf(project.created_at),
});

/** Returns a reference to a project. */
export const projectRef = (id: string, { source }: Pick<Reading, 'source'>): Ref => ({
  source,
  kind: 'project',
  id,
});

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

const text = (id: string | null | undefined): string | undefined =>
  id == null || id === '' ? undefined : id;

type Key = NonNullable<NonNullable<AuditLog['actor']>['api_key']>;

/** With which key it was done, and whose that is. */
const actorOf = (key: Key, { source }: Reading): Dims | undefined => {
  const keyId = text(key.id);
  const accountId = text(key.service_account?.id);
  const userId = text(key.user?.id);
  const kind = accountId === undefined ? 'user' : 'service_account';
  const ownerId = accountId ?? userId;
  if (keyId === undefined && ownerId === undefined) return undefined;
  return {
    ...(keyId === undefined ? {} : { credential: { source, kind: 'admin_key', id: keyId } }),
    ...(ownerId === undefined ? {} : { principal: { source, kind, id: ownerId } }),
  };
};

/**
 * Returns an entry of the audit log as a sign that a key was used: which, and when. It counts nothing, since what was done is in
 * no bill; addresses, browsers and details are left behind. Undefined for what was done in a browser, which shows no key, and where
 * nobody is named.
 */
export const useOfAuditLog = (log: AuditLog, reading: Reading): UsageRecord | undefined => {
  const key = log.actor?.api_key;
  const actor = key == null ? undefined : actorOf(key, reading);
  if (actor === undefined) return undefined;
  const projectId = text(log.project?.id);
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'auditLogs', log.id, reading),
    temporality: 'event',
    start: isoOf(log.effective_at),
    final: true,
    measures: {},
    dims: {
      ...actor,
      ...(projectId === undefined ? {} : { project: projectRef(projectId, reading) }),
      operation: log.type,
    },
    groupedBy: [],
  };
};
