import {
  type Credential,
  isoOf,
  lastUsedOf,
  type Limit,
  type LimitMeasure,
  metaOf,
  money,
  type Money,
  type Principal,
  type Project,
  type Reading,
  type Ref,
} from '../../../records/index.js';
import type {
  AdminApiKey,
  ProjectRateLimit,
  ProjectServiceAccount,
  SpendAlert,
  SpendLimit,
  User,
  Project as WireProject,
} from '../codecs.js';
import type { OwnedProjectApiKey } from '../organization/api-keys.js';

export const PROVIDER = 'openai';

const statusOf = (user: User): Principal['status'] => {
  if (user.user?.banned === true) return 'banned';
  if (user.user?.enabled === false) return 'inactive';
  return user.user?.enabled === true ? 'active' : 'unknown';
};

/**
 * Returns a member of the organization as a principal.
 *
 * @param user the item, as its list gives it
 * @param reading the source and the time of the reading
 *
 * @example
 * const reading = { source: 'acme', observedAt: new Date(0) };
 * org.users.list().subscribe((user) => console.log(records.principalOfUser(user, reading).displayName));
 * // Ann
 * // Bob
 */
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

/**
 * Returns a service account of a project as a principal. The vendor reports no status; one that is listed exists.
 *
 * @param account the item, as its list gives it
 * @param reading the source and the time of the reading
 */
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
  /** The provider's id. */
  readonly id: string;
  /** What the provider calls it. */
  readonly name?: string | null | undefined;
  /** Its role in the organization. */
  readonly role?: string | null | undefined;
  /** When it was created. */
  readonly created_at?: Date | null | undefined;
}

/**
 * Returns a service account that owns a key as a principal: those of the organization are in no list of their own. People are
 * not made of keys: one who is in no list of members has left.
 *
 * @param account the item, as its list gives it
 * @param resource the list that it was found in
 * @param reading the source and the time of the reading
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

/**
 * Returns a project; archived ones are projects, too, since they had costs.
 *
 * @param project the item, as its list gives it
 * @param reading the source and the time of the reading
 *
 * @example
 * const reading = { source: 'acme', observedAt: new Date(0) };
 * org.projects.list().subscribe((project) => console.log(records.projectOf(project, reading).name));
 * // Web
 * // Mobile
 */
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

/**
 * Returns a project key as a credential. The vendor reports neither scopes nor an expiry.
 *
 * @param key the item, as its list gives it
 * @param reading the source and the time of the reading
 *
 * @example
 * const reading = { source: 'acme', observedAt: new Date(0) };
 * org.projects.apiKeys.listAll().subscribe((key) => console.log(records.credentialOfProjectKey(key, reading).hint));
 * // sk-abc...def
 * // sk-abc...def
 * // sk-abc...def
 */
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

/**
 * Returns an admin key as a credential.
 *
 * @param key the item, as its list gives it
 * @param reading the source and the time of the reading
 */
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

/**
 * Returns a project key, and the service account that owns it.
 *
 * @param key the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const recordsOfProjectKey = (key: OwnedProjectApiKey, reading: Reading): KeyRecords => {
  const { type, service_account: account } = key.owner;
  const owner =
    type === 'service_account' && account != null
      ? [principalOfOwner(account, 'projects.apiKeys', reading)]
      : [];
  return [credentialOfProjectKey(key, reading), ...owner];
};

/**
 * Returns an admin key, and the service account that owns it.
 *
 * @param key the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const recordsOfAdminKey = (key: AdminApiKey, reading: Reading): KeyRecords => {
  const { type, id, name, role, created_at } = key.owner;
  const owner =
    type === 'service_account' && id != null
      ? [principalOfOwner({ id, name, role, created_at }, 'adminApiKeys', reading)]
      : [];
  return [credentialOfAdminKey(key, reading), ...owner];
};

const CENTS_DIGITS = 2;

/** Whole cents as an amount, exact: limits are in cents, where costs are in dollars. */
const ofCents = (cents: number, currency: string): Money => {
  const digits = String(Math.abs(cents)).padStart(CENTS_DIGITS + 1, '0');
  return money(
    `${cents < 0 ? '-' : ''}${digits.slice(0, -CENTS_DIGITS)}.${digits.slice(-CENTS_DIGITS)}`,
    currency,
  );
};

const subjectOf = (projectId: string | undefined, reading: Reading): Ref =>
  projectId === undefined
    ? { source: reading.source, kind: 'organization', id: reading.source }
    : projectRef(projectId, reading);

/** The first moment of the next month, in UTC: spend limits are for a month. */
const nextMonth = ({ observedAt }: Reading): string =>
  new Date(Date.UTC(observedAt.getUTCFullYear(), observedAt.getUTCMonth() + 1, 1)).toISOString();

const placeOf = (projectId: string | undefined): string => (projectId === undefined ? '' : 'projects.');

/**
 * Returns how much the organization, or one project, may spend in a month. What it has spent is in its costs.
 *
 * @param limit the item, as its list gives it
 * @param reading the source and the time of the reading
 * @param projectId id of its project. Default: the organization.
 */
export const limitOfSpendLimit = (limit: SpendLimit, reading: Reading, projectId?: string): Limit => ({
  type: 'limit',
  ...metaOf(PROVIDER, `${placeOf(projectId)}spendLimit`, projectId ?? 'organization', reading),
  subject: subjectOf(projectId, reading),
  measure: 'cost',
  limit: ofCents(limit.threshold_amount, limit.currency),
  period: 'month',
  resetsAt: nextMonth(reading),
  enforcement: 'hard',
  enforcing: limit.enforcement.status === 'enforcing',
});

/**
 * Returns a spend alert as a limit that only notifies. Whom it notifies is left behind.
 *
 * @param alert the item, as its list gives it
 * @param reading the source and the time of the reading
 * @param projectId id of its project. Default: an alert of the organization.
 */
export const limitOfSpendAlert = (
  alert: Pick<SpendAlert, 'id' | 'threshold_amount' | 'currency'>,
  reading: Reading,
  projectId?: string,
): Limit => ({
  type: 'limit',
  ...metaOf(
    PROVIDER,
    `${placeOf(projectId)}spendAlerts`,
    `${projectId ?? 'organization'}/${alert.id}`,
    reading,
  ),
  subject: subjectOf(projectId, reading),
  measure: 'cost',
  limit: ofCents(alert.threshold_amount, alert.currency),
  period: 'month',
  resetsAt: nextMonth(reading),
  enforcement: 'alert',
});

type RateField = Exclude<keyof ProjectRateLimit, 'id' | 'object' | 'model'>;

const MEGABYTE = 1_000_000;

const RATES: readonly (readonly [
  field: RateField,
  measure: LimitMeasure,
  period: Limit['period'],
  unit?: number,
])[] = [
  ['max_requests_per_1_minute', 'requests', 'minute'],
  ['max_tokens_per_1_minute', 'total_tokens', 'minute'],
  ['max_images_per_1_minute', 'images', 'minute'],
  ['max_audio_megabytes_per_1_minute', 'bytes', 'minute', MEGABYTE],
  ['max_requests_per_1_day', 'requests', 'day'],
  ['batch_1_day_max_input_tokens', 'input_tokens', 'day'],
];

/**
 * Returns what a project may use of one model: a limit for each rate that the vendor names.
 *
 * @param rates the item, as its list gives it
 * @param reading the source and the time of the reading
 * @param projectId id of its project
 */
export const limitsOfRateLimit = (
  rates: ProjectRateLimit,
  reading: Reading,
  projectId: string,
): readonly Limit[] =>
  RATES.flatMap(([field, measure, period, unit = 1]): readonly Limit[] => {
    const most = rates[field];
    if (most == null) return [];
    return [
      {
        type: 'limit',
        ...metaOf(PROVIDER, 'projects.rateLimits', `${projectId}/${rates.id}/${field}`, reading),
        subject: projectRef(projectId, reading),
        model: rates.model,
        measure,
        limit: most * unit,
        period,
        enforcement: 'hard',
      },
    ];
  });
