import {
  isoOf,
  lastUsedOf,
  metaOf,
  money,
  type CostRecord,
  type Credential,
  type Principal,
  type Reading,
  type Ref,
} from '../../records/index.js';
import type { AdminApiKey, CostsBucket, CostsResult, User } from './codecs/organization/index.js';
import type { OwnedProjectApiKey } from './list-all-api-keys.js';

const PROVIDER = 'openai';

const statusOf = (user: User): Principal['status'] => {
  if (user.user?.banned === true) return 'banned';
  if (user.user?.enabled === false) return 'inactive';
  return user.user?.enabled === true ? 'active' : 'unknown';
};

/** Returns a member of the organization as a principal. */
export const principalOfUser = (user: User, reading: Reading): Principal => ({
  ...metaOf(PROVIDER, 'users', user.id, reading),
  type: 'principal',
  kind: user.is_service_account === true ? 'service_account' : 'user',
  id: user.id,
  displayName: user.name ?? user.user?.name ?? undefined,
  email: user.email ?? user.user?.email ?? undefined,
  role: user.role ?? undefined,
  status: statusOf(user),
  createdAt: isoOf(user.created ?? user.added_at),
  lastActiveAt: isoOf(user.api_key_last_used_at),
});

const ownerOf = (key: OwnedProjectApiKey, source: string): Ref | undefined => {
  const { type, user, service_account: account } = key.owner;
  if (type === 'service_account' && account != null)
    return { source, kind: 'service_account', id: account.id };
  return user == null ? undefined : { source, kind: 'user', id: user.id };
};

/** Returns a project key as a credential. The vendor tells neither scopes nor an expiry. */
export const credentialOfProjectKey = (key: OwnedProjectApiKey, reading: Reading): Credential => ({
  ...metaOf(PROVIDER, 'projects.apiKeys', key.id, reading),
  type: 'credential',
  kind: 'project_key',
  id: key.id,
  name: key.name,
  hint: key.redacted_value,
  owner: ownerOf(key, reading.source),
  ownerAccess: accessOf(key.owner_project_access),
  scopeContainer: { source: reading.source, kind: 'project', id: key.project_id },
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
  ...metaOf(PROVIDER, 'adminApiKeys', key.id, reading),
  type: 'credential',
  kind: 'admin_key',
  id: key.id,
  name: key.name ?? undefined,
  hint: key.redacted_value,
  owner:
    key.owner.id == null
      ? undefined
      : { source: reading.source, kind: key.owner.type ?? 'user', id: key.owner.id },
  privilege: 'admin',
  createdAt: isoOf(key.created_at),
  expiresAt: key.expires_at === null ? null : isoOf(key.expires_at),
  status: statusOfAdminKey(key, reading),
  lastUsed: lastUsedOf(key.last_used_at),
});

const rowId = (bucket: CostsBucket, row: CostsResult): string =>
  [
    bucket.start_time.toISOString(),
    bucket.end_time.toISOString(),
    row.project_id ?? '',
    row.line_item ?? '',
    row.api_key_id ?? '',
  ].join('/');

/**
 * Returns the rows of a day as costs; a row without an amount is left out, and a day without rows gives none: no figure is
 * not a figure of zero.
 *
 * @param groupedBy what the list was asked to group by; without it a null key means nothing
 */
export const costsOfBucket = (
  bucket: CostsBucket,
  reading: Reading,
  groupedBy: readonly string[] = [],
): readonly CostRecord[] =>
  bucket.results.flatMap((row): readonly CostRecord[] => {
    const { value, currency } = row.amount ?? {};
    if (value == null) return [];
    const { source, observedAt } = reading;
    const refTo = (kind: string, name: string, id: string | null | undefined): Ref | null | undefined =>
      id == null ? (groupedBy.includes(name) ? null : undefined) : { source, kind, id };
    return [
      {
        ...metaOf(PROVIDER, 'costs', rowId(bucket, row), reading),
        type: 'cost',
        temporality: 'bucket',
        start: isoOf(bucket.start_time),
        end: isoOf(bucket.end_time),
        asOf: isoOf(bucket.end_time < observedAt ? bucket.end_time : observedAt),
        // A day is restated for a while after its end, and the vendor does not say when that stops.
        final: false,
        cost: money(value, currency ?? 'usd'),
        basis: 'provider_reported',
        lineItem: row.line_item ?? undefined,
        quantity: row.quantity ?? undefined,
        dims: {
          credential: refTo('project_key', 'api_key_id', row.api_key_id),
          project: refTo('project', 'project_id', row.project_id),
        },
        groupedBy,
      },
    ];
  });
