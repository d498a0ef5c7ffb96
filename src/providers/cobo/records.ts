import {
  type Credential,
  isoOf,
  lastUsedOf,
  metaOf,
  type Principal as PrincipalRecord,
  type Project,
  type Reading,
  type UsageRecord,
} from '../../records/index.js';
import type { ApiKey, AuditLog, Pact, Principal } from './codecs.js';

const PROVIDER = 'cobo';

const KIND: Readonly<Record<string, PrincipalRecord['kind']>> = { human: 'user', agent: 'agent' };

/**
 * Returns a person or an agent as a principal. The vendor reports no status.
 *
 * @param principal the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const principalOf = (principal: Principal, reading: Reading): PrincipalRecord => ({
  type: 'principal',
  ...metaOf(PROVIDER, 'principals', principal.id, reading),
  kind: KIND[principal.type] ?? 'unknown',
  id: principal.id,
  displayName: principal.name,
  status: 'unknown',
  createdAt: isoOf(principal.created_at),
});

const statusOf = (key: ApiKey, now: Date): Credential['status'] => {
  if (key.is_revoked) return 'revoked';
  return key.expires_at != null && key.expires_at <= now ? 'expired' : 'active';
};

/**
 * Returns a key as a credential: revoked before expired before active, as of the time of the reading.
 *
 * @param key the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const credentialOfApiKey = (key: ApiKey, reading: Reading): Credential => {
  const { source, observedAt } = reading;
  // The 0.1 versions of the API name a delegation, which pacts have taken the place of.
  const pact = key.pact_id ?? key.delegation_id ?? undefined;
  return {
    type: 'credential',
    ...metaOf(PROVIDER, 'apiKeys', key.id, reading),
    kind: 'wallet_key',
    id: key.id,
    name: key.name,
    hint: key.key_prefix,
    owner: { source, kind: 'principal', id: key.principal_id },
    scopeContainer: pact === undefined ? undefined : { source, kind: 'pact', id: pact },
    scopes: key.scopes,
    privilege: key.scopes.length === 0 ? 'unknown' : 'restricted',
    createdAt: isoOf(key.created_at),
    updatedAt: isoOf(key.updated_at),
    expiresAt: key.expires_at === null ? null : isoOf(key.expires_at),
    revokedAt: isoOf(key.revoked_at),
    status: statusOf(key, observedAt),
    lastUsed: lastUsedOf(key.last_used_at),
  };
};

/** What is over stays in the list. */
const STATUS: Readonly<Record<string, Project['status']>> = {
  active: 'active',
  pending_approval: 'active',
  rejected: 'archived',
  completed: 'archived',
  expired: 'archived',
  revoked: 'archived',
  withdrawn: 'archived',
};

/**
 * Returns a pact as what keys are confined to. What it is for, in somebody's own words, is left behind.
 *
 * @param pact the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const projectOfPact = (pact: Pact, reading: Reading): Project => ({
  type: 'project',
  ...metaOf(PROVIDER, 'pacts', pact.id, reading),
  kind: 'pact',
  id: pact.id,
  name: pact.name,
  // The vendor writes the words in lower case here and in upper case there.
  status: STATUS[pact.status.toLowerCase()] ?? 'unknown',
  createdAt: isoOf(pact.created_at),
});

/**
 * Returns a pact, and who acts under it: agents of others are in no list of one's own.
 *
 * @param pact the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const recordsOfPact = (pact: Pact, reading: Reading): readonly (Project | PrincipalRecord)[] => {
  const { operator } = pact;
  const project = projectOfPact(pact, reading);
  if (operator == null) return [project];
  return [
    project,
    {
      type: 'principal',
      ...metaOf(PROVIDER, 'pacts', operator.id, reading),
      kind: operator.type === 'agent' ? 'agent' : operator.type === 'human' ? 'user' : 'unknown',
      id: operator.id,
      displayName: operator.name ?? undefined,
      status: 'unknown',
      createdAt: isoOf(operator.created_at),
    },
  ];
};

/**
 * Returns an entry of the audit log as a sign that one of somebody's keys was used: whose, and when. Which key it was the vendor does
 * not tell; it counts nothing, and what was asked for is left behind. Undefined where nobody is named.
 *
 * @param log the item, as its list gives it
 * @param reading the source and the time of the reading
 */
export const useOfAuditLog = (log: AuditLog, reading: Reading): UsageRecord | undefined => {
  const id = log.principal_id;
  if (id == null || id === '') return undefined;
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'auditLogs', String(log.id), reading),
    temporality: 'event',
    start: isoOf(log.created_at),
    final: true,
    measures: {},
    dims: { principal: { source: reading.source, kind: 'principal', id }, operation: log.action },
    groupedBy: [],
  };
};
