import { hash } from '../random.js';
import type { WireItem } from '../types.js';

/** One organization project. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly archivedAt: number | null;
}

/** One member of the organization. */
export interface Member {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
  readonly role: string;
  readonly addedAt: number;
}

/** Who holds a key. */
export interface Owner {
  readonly type: 'user' | 'service_account';
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: number;
  readonly role: string;
}

/** One service account of a project. */
export interface ServiceAccount {
  readonly id: string;
  readonly name: string;
  readonly role: 'owner' | 'member' | 'none';
  readonly createdAt: number;
}

/** One key of the organization itself. */
export interface AdminKey {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly usedAt: number | null;
  readonly owner: Owner;
}

/** What one key spends with one model, and how its requests look. */
export interface Series {
  readonly number: number;
  readonly model: string;
  readonly batch: boolean;
  readonly tier: string;
  /** Requests on a middling day. */
  readonly perDay: number;
  /** Tokens of one request, by kind. */
  readonly tokens: Tokens;
  /** Requests that came at once, beside the daily ones. */
  readonly jumps: { readonly at: number; readonly requests: number }[];
}

/** Token counts, as the usage endpoint splits them. */
export interface Tokens {
  readonly text: number;
  readonly audio: number;
  readonly image: number;
  readonly cachedText: number;
  readonly cachedAudio: number;
  readonly cachedImage: number;
  readonly cacheWrite: number;
  readonly outText: number;
  readonly outAudio: number;
  readonly outImage: number;
}

/** One project key. */
export interface ProjectKey {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly hint: string;
  readonly createdAt: number;
  readonly access: 'active' | 'inactive';
  readonly owner: Owner;
  readonly series: readonly Series[];
  /** When it was first used; null: never. */
  firstUsedAt: number | null;
  /** When it was last used, for keys that rest; undefined: in use now. */
  readonly restsSince: number | undefined;
  /** When it was deleted; usage stays on record. */
  goneAt: number | undefined;
}

/** Records that never change are written once. */
function once<A extends object>(write: (record: A) => WireItem): (record: A) => WireItem {
  const written = new WeakMap<A, WireItem>();
  return (record) => {
    const found = written.get(record) ?? write(record);
    written.set(record, found);
    return found;
  };
}

/** A project on the wire; about half of them say where their data is. */
export const projectWire = once((project: Project): WireItem => {
  return {
    id: project.id,
    object: 'organization.project',
    name: project.name,
    created_at: project.createdAt,
    archived_at: project.archivedAt,
    status: project.archivedAt === null ? 'active' : 'archived',
    ...(hash(project.id) % 2 === 0 ? { external_key_id: null, residency: 'EU_STORAGE_PROCESSING' } : {}),
  };
});

/** A member on the wire; about half of them come with the fields that may be absent. */
export const memberWire = once(({ id, name, email, role, addedAt }: Member): WireItem => {
  const more = {
    is_default: false,
    created: addedAt,
    user: { object: 'user', id, email, name, picture: null, enabled: true, banned: false, banned_at: null },
    is_scale_tier_authorized_purchaser: null,
    is_scim_managed: false,
    api_key_last_used_at: null,
    technical_level: null,
    developer_persona: null,
  };
  return {
    object: 'organization.user',
    id,
    name,
    email,
    role,
    added_at: addedAt,
    is_service_account: false,
    ...(hash(id) % 2 === 0 ? more : {}),
  };
});

/** A service account on the wire. */
export const serviceAccountWire = once(({ id, name, role, createdAt }: ServiceAccount): WireItem => {
  return { object: 'organization.project.service_account', id, name, role, created_at: createdAt };
});

/** An admin key on the wire. */
export const adminKeyWire = once((key: AdminKey): WireItem => {
  const { type, id, name, createdAt, role } = key.owner;
  return {
    object: 'organization.admin_api_key',
    id: key.id,
    name: key.name,
    redacted_value: key.hint,
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    last_used_at: key.usedAt,
    owner: { type, object: `organization.${type}`, id, name, created_at: createdAt, role },
  };
});

/** A project key on the wire. */
export function projectKeyWire(key: ProjectKey, now: number): WireItem {
  return {
    object: 'organization.project.api_key',
    redacted_value: key.hint,
    name: key.name,
    created_at: key.createdAt,
    last_used_at: lastUsed(key, now),
    id: key.id,
    owner_project_access: key.access,
    owner: ownerWire(key.owner),
  };
}

function lastUsed(key: ProjectKey, now: number): number | null {
  if (key.firstUsedAt === null) return null;
  return (
    key.restsSince ?? Math.max(key.firstUsedAt, now - (now % 60) - 60 * ((key.series[0]?.number ?? 0) % 7))
  );
}

function ownerWire(owner: Owner): WireItem {
  const common = { id: owner.id, name: owner.name, created_at: owner.createdAt, role: owner.role };
  return owner.type === 'user'
    ? { type: 'user', user: { ...common, email: owner.email } }
    : { type: 'service_account', service_account: common };
}
