import {
  isoOf,
  metaOf,
  type Principal,
  type Project,
  type Reading,
  type Ref,
} from '../../../records/index.js';
import type { Project as WireProject, ProjectServiceAccount, User } from '../organization/codecs.js';

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
